"""Decisions of one case: which was overturned by which, read from the orders."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from made_up_cases import Appeal, FirstInstance, catalog_of, read

from analysis.instances.fate import OVERTURNED, UNNUMBERED, Fate, reviewed_by, sent_back
from analysis.instances.kin import Kin
from analysis.instances.standing import reviews_among, standings
from corpus.judgment import Judgment
from corpus.scope import Scope
from retrieval.exact import looked_up
from retrieval.lexical import Scored

FIRST = FirstInstance()
NUMBERED = f"{FIRST.court}{FIRST.number}民事判决"
APPEAL = Appeal("驳回上诉，维持原判。")
REVOKING = Appeal(f"一、撤销{NUMBERED}；\n二、驳回{FIRST.plaintiff}的全部诉讼请求。")
REMANDING = Appeal(f"一、撤销{NUMBERED}；\n二、发回{FIRST.court}重审。", kind="裁定")


@pytest.mark.parametrize(
    ("order", "kind", "fate"),
    [
        ("驳回上诉，维持原判。", "判决", Fate.UPHELD),
        (REVOKING.order, "判决", Fate.REVOKED),
        (REMANDING.order, "裁定", Fate.REMANDED),
        (f"撤销原判，发回{FIRST.court}重新审判。", "裁定", Fate.REMANDED),  # without a number
        (f"一、维持{NUMBERED}第二项；\n二、撤销{NUMBERED}第一项。", "判决", Fate.CHANGED),
        (f"一、变更{NUMBERED}第一项为：远帆物流有限公司归还五万元。", "判决", Fate.CHANGED),
        (f"维持{NUMBERED}。", "判决", Fate.UPHELD),
        ("准许远帆物流有限公司撤回上诉。", "裁定", Fate.WITHDRAWN),
        # What stands after 即 is what it had said, items and all.
        (f"一、撤销{NUMBERED}，即第一项归还二十万元、第二项驳回；", "判决", Fate.REVOKED),
        (f"撤销{NUMBERED}主文中归还借款的内容。", "判决", Fate.CHANGED),
    ],
)
def test_what_an_appeal_makes_of_the_first_judgment(order: str, kind: str, fate: Fate) -> None:
    later = read(Appeal(order, kind=kind).text)
    (reviewed,) = reviewed_by(later)
    assert (reviewed.number, reviewed.kind, reviewed.fate) == (FIRST.number, "判决", fate)
    quote = reviewed.span.of(later.text)
    assert quote == quote.strip() and quote in order


@pytest.mark.parametrize(("pattern", "fate", "example"), UNNUMBERED)
def test_every_row_tells_its_own_example(pattern: str, fate: Fate, example: str) -> None:
    later = read(Appeal(example, kind="裁定").text)
    (reviewed,) = reviewed_by(later)
    assert reviewed.fate is fate


def judgments(*texts: str) -> list[Judgment]:
    return [read(text) for text in texts]


def test_an_overturned_judgment_is_told_with_the_words_of_the_order() -> None:
    first, appeal = judgments(FIRST.text, REVOKING.text)
    standing = standings([first, appeal])[first.id]
    assert standing.overturned and standing.final_id == appeal.id
    assert standing.review.span.of(appeal.text) == f"一、撤销{NUMBERED}；"
    assert appeal.id not in standings([first, appeal])


def test_an_upheld_judgment_stands() -> None:
    first, appeal = judgments(FIRST.text, APPEAL.text)
    standing = standings([first, appeal])[first.id]
    assert not standing.overturned and standing.final_id == first.id


RETRIED_NUMBER = "（2020）浙0106民初9号"
RETRIAL = replace(FIRST, number=RETRIED_NUMBER, awarded=50_000, day="二〇二〇年三月一日")


def retried_text() -> str:
    """What the first court decided anew after the case was sent back to it."""
    return RETRIAL.text.replace(
        "本院受理后，",
        f"本院于2019年5月6日作出{FIRST.number}民事判决，后浙江省杭州市中级人民法院作出"
        f"{REMANDING.number}民事裁定，发回本院重审。本院",
    )


def test_what_was_sent_back_is_decided_by_the_new_judgment() -> None:
    first, appeal, anew = judgments(FIRST.text, REMANDING.text, retried_text())
    assert {number for number, _ in sent_back(anew)} == {FIRST.number, REMANDING.number}
    known = standings([first, appeal, anew])
    assert known[first.id].overturned and known[first.id].final_id == anew.id
    # Without the new judgment the ruling is the last word.
    assert standings([first, appeal])[first.id].final_id == appeal.id


def retrial_text(order: str) -> str:
    """A retrial by the high court of what the appeal decided."""
    return (
        "浙江省高级人民法院\n民 事 判 决 书\n（2020）浙民再303号\n"
        f"再审申请人（一审原告、二审被上诉人）：{FIRST.plaintiff}，住所地浙江省杭州市。\n"
        f"被申请人（一审被告、二审上诉人）：{FIRST.defendant}，住所地浙江省杭州市。\n"
        f"再审申请人{FIRST.plaintiff}因与被申请人{FIRST.defendant}民间借贷纠纷一案，不服"
        f"浙江省杭州市中级人民法院{REVOKING.number}民事判决，向本院申请再审。本院依法组成合议庭"
        "进行了审理，现已审理终结。\n"
        f"本院再审认为，还款凭证不是真实的，二审认定有误。判决如下：\n{order}\n"
        "本判决为终审判决。\n审 判 长  某某\n二〇二〇年十二月一日\n书 记 员  某某\n"
    )


def test_a_retrial_restores_what_the_appeal_had_changed() -> None:
    order = (
        f"一、撤销浙江省杭州市中级人民法院{REVOKING.number}民事判决；\n"
        f"二、维持{NUMBERED}。"
    )  # fmt: skip
    first, appeal, retrial = judgments(FIRST.text, REVOKING.text, retrial_text(order))
    known = standings([first, appeal, retrial])
    assert known[appeal.id].overturned and known[appeal.id].final_id == retrial.id
    assert known[first.id].review.fate is Fate.UPHELD and known[first.id].final_id == first.id


def test_the_verb_before_a_number_is_its_own() -> None:
    appeal = f"浙江省杭州市中级人民法院{REVOKING.number}民事判决"
    both = read(retrial_text(f"撤销{appeal}，维持{NUMBERED}。"))
    assert {r.number: r.fate for r in reviewed_by(both)} == {
        REVOKING.number: Fate.REVOKED, FIRST.number: Fate.UPHELD,
    }  # fmt: skip
    one = read(retrial_text(f"撤销{appeal}和{NUMBERED}。"))
    assert {r.fate for r in reviewed_by(one)} == {Fate.REVOKED}


def test_what_led_to_a_retrial_is_not_what_it_reviews() -> None:
    text = retrial_text(f"撤销浙江省杭州市中级人民法院{REVOKING.number}民事判决。").replace(
        "本院依法组成合议庭", "本院作出（2020）浙民申9号民事裁定，提审本案，依法组成合议庭"
    )
    assert [r.number for r in reviewed_by(read(text))] == [REVOKING.number]


def test_what_was_upheld_falls_with_what_upheld_it() -> None:
    order = f"撤销浙江省杭州市中级人民法院{APPEAL.number}民事判决；\n二、驳回全部诉讼请求。"
    first, appeal, retrial = judgments(FIRST.text, APPEAL.text, retrial_text(order))
    known = standings([first, appeal, retrial])
    assert known[first.id].overturned and known[first.id].final_id == retrial.id
    assert known[first.id].review.later_id == retrial.id


@pytest.mark.parametrize(
    ("first", "appeal"),
    [
        # A ruling on jurisdiction bears the number of the judgment that comes after it.
        (FIRST.text, REVOKING.text.replace("民事判决，向本院", "民事裁定，向本院")),
        # Decided after the appeal: another decision under that number.
        (replace(FIRST, day="二〇二一年一月一日").text, REVOKING.text),
        # Another case's appeal, of the same parties.
        (replace(FIRST, number="（2019）浙0106民初102号").text, REVOKING.text),
    ],
)
def test_what_is_not_the_reviewed_decision(first: str, appeal: str) -> None:
    assert reviews_among(judgments(first, appeal)) == ()


def masked_number(text: str) -> str:
    return text.replace("101号", "×××号")


def test_a_masked_number_tells_nothing_and_the_parties_do() -> None:
    first, appeal = judgments(masked_number(FIRST.text), masked_number(REVOKING.text))
    other = read(masked_number(replace(FIRST, plaintiff="云杉商行").text))
    assert first.header.case_number == other.header.case_number
    assert [r.earlier_id for r in reviews_among([first, other, appeal])] == [first.id]


def test_two_suits_of_the_same_parties_cannot_be_told_apart_without_numbers() -> None:
    first, second = FIRST.text, replace(FIRST, claimed=9000, awarded=9000).text
    texts = (without_number(text) for text in (first, second, REVOKING.text))
    assert reviews_among(judgments(*texts)) == ()


def without_number(text: str) -> str:
    return text.replace(FIRST.number, "")


def test_without_numbers_parties_cause_and_court_tell() -> None:
    first, appeal = judgments(without_number(FIRST.text), without_number(REVOKING.text))
    assert first.header.case_number is None
    (review,) = reviews_among([first, appeal])
    assert (review.earlier_id, review.later_id) == (first.id, appeal.id)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("青石贸易有限公司", "白露工作室"),  # other parties
        ("杭州市西湖区人民法院", "杭州市上城区人民法院"),  # another court
        ("民间借贷纠纷", "买卖合同纠纷"),  # another cause
    ],
)
def test_what_is_not_the_same_case_without_numbers(old: str, new: str) -> None:
    first = read(without_number(FIRST.text).replace(old, new))
    assert reviews_among([first, read(without_number(REVOKING.text))]) == ()


def test_masked_names_are_anybodys() -> None:
    def masked(text: str) -> str:
        return (
            without_number(text).replace(FIRST.plaintiff, "张某").replace(FIRST.defendant, "李某")
        )

    first, appeal = judgments(masked(FIRST.text), masked(REVOKING.text))
    assert {p.name for p in first.header.parties} == {"张某", "李某"}
    assert reviews_among([first, appeal]) == ()


def test_a_garbled_appeal_overturns_nothing() -> None:
    appeal = read(REVOKING.text)
    garbled = replace(appeal, quality=replace(appeal.quality, spun=True))
    assert reviews_among([read(FIRST.text), garbled]) == ()


def test_a_digest_is_left_alone() -> None:
    digest = read(FIRST.text, "digest.md", kind="案例摘要", case_number=FIRST.number)
    assert reviews_among([digest, read(REVOKING.text)]) == ()


class WholeTexts:
    """A passages' index that reads them all."""

    def __init__(self, passages: dict[str, str]) -> None:
        self._passages = passages

    def holding(self, forms: Sequence[str], limit: int, scope: Scope) -> list[Scored]:
        found = [i for i, t in self._passages.items() if any(f in looked_up(t) for f in forms)]
        return [Scored(id_, 1.0) for id_ in found][:limit]


@pytest.mark.parametrize("asked", ["first", "appeal", "anew"])
def test_the_whole_family_is_found_from_each_of_its_members(asked: str, tmp_path: Path) -> None:
    library = {
        "first": read(FIRST.text),
        "appeal": read(REMANDING.text),
        "anew": read(retried_text()),
        "alone": read(replace(FIRST, number="（2018）浙0106民初1号", plaintiff="云杉商行").text),
    }
    with catalog_of(tmp_path, library) as catalog:
        ids = [id_ for name in library for id_ in catalog.resolve(name)]
        index = WholeTexts({p.id: p.text for p in catalog.passages_of_all(ids)})
        kin = Kin(catalog, index)
        family = kin.families(catalog.resolve(asked))
        assert set(family) == {library[name].id for name in ("first", "appeal", "anew")}
        assert kin.families(catalog.resolve("alone")) == {}
        assert kin.families([]) == {}


def test_fates_that_overturn() -> None:
    assert Fate.UPHELD not in OVERTURNED and Fate.REFUSED not in OVERTURNED
