"""Counting over a library: the number, its denominator, the list with real places."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_up_cases import Appeal, FirstInstance, catalog_of, read

from analysis.answer import Outcome, Turn
from analysis.count import Counted, counted
from analysis.count.words import MOST_LISTED
from analysis.question.follow_up import stand_alone
from corpus.catalog import Catalog, Source
from corpus.judgment import Quality
from corpus.scope import EVERYTHING, Scope
from corpus.voice import Voice

FIRST = FirstInstance()
REFUSED = FirstInstance(
    court="宁波市海曙区人民法院", number="（2018）浙0203民初7号", plaintiff="云杉商行",
    defendant="南桥建材有限公司", claimed=50_000, awarded=0, day="二〇一八年三月一日",
    cause="买卖合同纠纷",
)  # fmt: skip
WHOLE = FirstInstance(
    court="宁波市海曙区人民法院", number="（2018）浙0203民初9号", plaintiff="白露工作室",
    claimed=80_000, awarded=80_000, day="二〇一八年七月一日",
)  # fmt: skip
UNDATED = "原告丁诉称：被告戊欠款。\n本院认为，证据不足。\n判决如下：驳回原告丁的诉讼请求。\n"
DIGEST = "案例摘要。\n星海案的审理法院是杭州互联网法院。\n杭州互联网法院判决被告赔偿原告9万元。\n"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    judgments = {
        "first": read(FIRST.text),
        "appeal": read(Appeal("驳回上诉，维持原判。").text),
        "refused": read(REFUSED.text),
        "whole": read(WHOLE.text),
        "undated": read(UNDATED, "undated.txt"),
        "digest": read(
            DIGEST, "digest.md", kind="案例摘要", court="杭州互联网法院", instance="一审",
            awarded_amount="90000",
        ),
    }  # fmt: skip
    with catalog_of(tmp_path_factory.mktemp("catalog"), judgments) as catalog:
        yield catalog


def ask(
    asked: str, catalog: Catalog, scope: Scope = EVERYTHING, history: tuple[Turn, ...] = ()
) -> Counted | None:
    return counted(stand_alone(asked, history), catalog, scope)


def answered(asked: str, catalog: Catalog, history: tuple[Turn, ...] = ()) -> Counted:
    found = ask(asked, catalog, history=history)
    assert found is not None and found.outcome is Outcome.ANSWERED
    return found


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        # Of 6 one is a digest: 5 are judgments.
        ("文库里有多少份判决？", "文库共 5 份裁判文书（另有案例摘要 1 份，不在其内）。"),
        ("有几份是二审？", "其中是二审文书的有 1 份。"),
        # One has no head: its year is not known, and it is not counted as another year's.
        ("2018年的有几份判决？", "其中在2018年裁判的有 2 份。另有 1 份没有写明裁判年份"),
        ("杭州的法院判了几件？", "其中由名称含“杭州”的法院作出的有 2 份。另有 1 份没有写明法院"),
        ("有几件离婚案？", "没有一份案由含“离婚”。"),
        ("原告是云杉商行的案件有几件？", "其中原告名称含“云杉商行”的有 1 份。"),
        # The appeal upholds: whether all was refused it leaves to the order below.
        ("哪些案件判决驳回了全部诉讼请求？", "只驳回“其他诉讼请求”的不算）的有 2 份。"),
        ("判赔超过10万元的有哪些？", "其中判赔金额超过10万元的有 2 份。"),  # 200,000, twice
        # (200000 + 200000 + 0 + 80000) / 4; what was claimed of the undated one is not told
        ("平均判赔多少？", "有 4 份：平均判赔金额为12万元，中位数为14万元，其中 1 份为零。"),
        ("判赔比例最高的是哪个案子？", "判赔比例最高的是100.0%。"),  # 80000 of 80000
        ("最高赔了多少", "判赔金额最高的是20万元（2 份并列）。"),
        ("库里最新的判决是哪一份？", "最近的一份是 2019-09-10 作出的"),
        ("各年份各有多少？", "按裁判年份分（共 2 个）：2018年 2 份、2019年 2 份。另有 1 份"),
        ("都有哪些法院判过？", "宁波市海曙区人民法院 2 份、杭州市西湖区人民法院 1 份"),
        ("维持原判的有几件？", "其中二审结果是维持的有 1 份。另有 1 份没有写明二审结果"),
        ("有几份判决引用了合同法第二百零六条？", "的有 3 份。"),
    ],
)  # fmt: skip
def test_the_first_sentence_has_the_number_and_the_denominator(
    asked: str, first: str, catalog: Catalog
) -> None:
    found = ask(asked, catalog)
    assert found is not None and found.outcome is Outcome.ANSWERED
    assert found.text.startswith("文库共 5 份裁判文书（另有案例摘要 1 份，不在其内）")
    assert first in found.text.splitlines()[0]


@pytest.mark.parametrize(
    "asked",
    ["文库里有多少份判决？", "判赔比例最高的是哪个案子？", "有几份是二审？", "各法院各有多少份？",
     "哪些案件判决驳回了全部诉讼请求？", "有几份判决引用了合同法第二百零六条？",
     "维持原判的有几件？"],
)  # fmt: skip
def test_every_listed_judgment_has_a_real_place(asked: str, catalog: Catalog) -> None:
    found = answered(asked, catalog)
    assert found.statements
    for statement in found.statements:
        assert statement.verified
        for citation in statement.citations:
            judgment = catalog.judgment(citation.judgment_id)
            assert citation.span and citation.span.of(judgment.text) == citation.quote
            said = next(s for s in judgment.sentences if s.span.overlaps(citation.span))
            assert said.voice is citation.voice
            assert citation.quote in statement.text


def test_a_list_is_quoted_where_the_field_was_read(catalog: Catalog) -> None:
    found = answered("判赔比例最高的是哪个案子？", catalog)
    best = found.statements[0]
    assert [c.voice for c in best.citations] == [Voice.ORDER, Voice.PLAINTIFF_CLAIM]
    assert "归还原告白露工作室借款80000元" in best.citations[0].quote
    assert "原告一方主张：“判令被告归还借款80000元。”" in best.text  # a plea is said to be one


def test_a_digest_is_told_apart(catalog: Catalog) -> None:
    found = answered("杭州的法院判了几件？", catalog)
    assert any("另有 1 份案例摘要符合同样的条件" in w for w in found.warnings)
    assert all(not c.digest for s in found.statements for c in s.citations)


def test_what_an_upheld_sum_rests_on(catalog: Catalog) -> None:
    found = answered("判赔超过10万元的有哪些？", catalog)
    upheld = next(s for s in found.statements if "民终202号" in s.text)
    assert upheld.citations[0].quote == "驳回上诉，维持原判。"
    assert {c.voice for c in upheld.citations} == {Voice.ORDER, Voice.LOWER_COURT}
    assert "下级裁判（一审或仲裁）曾认定" in upheld.text


def test_what_most_do_not_tell_is_not_counted(tmp_path: Path) -> None:
    judgments = {
        f"bare-{n}": read(UNDATED.replace("戊", name), f"bare-{n}")
        for n, name in enumerate("己庚辛")
    }
    with catalog_of(tmp_path, judgments | {"first": read(FIRST.text)}) as catalog:
        found = ask("2019年有多少件判决？", catalog)
    assert found is not None and found.outcome is Outcome.DECLINED
    assert "其中 3 份没有写明裁判年份" in found.text and not found.statements


def test_more_than_are_listed_are_counted(tmp_path: Path) -> None:
    judgments = {
        str(n): read(FirstInstance(number=f"（2019）浙0106民初{n}号", awarded=1000 * n).text)
        for n in range(1, MOST_LISTED + 4)
    }
    with catalog_of(tmp_path, judgments) as catalog:
        found = answered("判赔超过1000元的有哪些？", catalog)  # all but the first
    assert len(found.statements) == MOST_LISTED
    assert "的有 22 份。按数额由大到小列出前 20 份，其余 2 份没有列出" in found.text
    assert "浙0106民初23号" in found.statements[0].text  # the largest first


def test_a_garbled_judgment_is_counted_apart(tmp_path: Path) -> None:
    garbled = read(FIRST.text.replace("101号", "102号"))
    garbled = replace(garbled, quality=Quality(spun=True))
    with catalog_of(tmp_path, {"first": read(FIRST.text), "garbled": garbled}) as catalog:
        found = answered("判赔超过10万元的判决有几份？", catalog)
    assert "文库共 1 份裁判文书（另有疑似被改写的文书 1 份，不在其内）" in found.text
    assert len(found.statements) == 1 and "的有 1 份。" in found.text
    assert any("另有 1 份疑似被机器改写的文书符合同样的条件" in w for w in found.warnings)


def test_what_is_wrong_with_the_sources_is_said(tmp_path: Path) -> None:
    partial = replace(read(FIRST.text), quality=Quality(partial=True))
    with catalog_of(tmp_path, {"partial": partial, "undated": read(UNDATED, "u")}) as catalog:
        found = answered("判赔超过10万元的判决有几份？", catalog)
    assert any("所计文书中有 1 份的文字可能不完整" in w for w in found.warnings)
    assert any("“没有写明”指在来源的文字里没有读到" in w for w in found.warnings)


def test_a_library_of_digests_counts_them_as_such(tmp_path: Path) -> None:
    digest = read(DIGEST, "digest.md", kind="案例摘要", awarded_amount="90000")
    with catalog_of(tmp_path, {"digest": digest}) as catalog:
        found = answered("最高赔了多少？", catalog)
    assert found.text.startswith("文库没有裁判文书原文，只有 1 份案例摘要")
    assert "据案例摘要" in found.statements[0].text
    assert any("不可作为原文引用" in warning for warning in found.warnings)


def test_a_scope_is_its_own_denominator(catalog: Catalog) -> None:
    both = (catalog.resolve("first")[0], catalog.resolve("refused")[0])
    found = ask("平均判赔多少？", catalog, Scope(both))
    assert found is not None and found.text.startswith("所选范围共 2 份裁判文书")
    assert ask("平均判赔多少？", catalog, Scope(both[:1])) is None  # asked of one judgment


COUNT = Turn("2018年的判决有多少份？", "…")


@pytest.mark.parametrize(
    ("asked", "history", "told"),
    [
        ("其中几份是一审？", COUNT, "其中是一审文书"),
        ("最高赔了多少？", Turn("白露工作室案谁担责？", "…"), None),  # of that case
        ("文库里最高赔了多少？", Turn("白露工作室案谁担责？", "…"), "判赔金额最高的是"),
        ("那最高赔了多少？", COUNT, "判赔金额最高的是"),  # of the library, as before
        ("判赔比例最高的是哪个？", Turn("买卖合同案有几件？", "…"), "判赔比例最高的是"),
        ("其中几份是二审？", Turn("白露工作室案谁担责？", "…"), None),
    ],
)
def test_a_question_that_leans_on_another(
    asked: str, history: Turn, told: str | None, catalog: Catalog
) -> None:
    found = ask(asked, catalog, history=(history,))
    assert (found is None) == (told is None)
    if found is not None and told is not None:
        assert told in found.text or "在2018年裁判" in found.text


def test_copies_are_counted_once(tmp_path: Path) -> None:
    first, copy = read(FIRST.text), read(FIRST.text + "\n")
    with catalog_of(tmp_path, {"first": first, "refused": read(REFUSED.text)}) as catalog:
        catalog.add_pending([(copy, ())])
        catalog.publish([(copy.id, Source("copy.txt", "copy"))], {copy.id: first.id})
        found = answered("文库里有多少份判决？", catalog)
    assert "文库共 2 份裁判文书" in found.text
    assert any("另有 1 份与已计文书内容相同的副本" in warning for warning in found.warnings)
