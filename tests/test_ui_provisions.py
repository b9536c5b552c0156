"""The articles that a quote cites, as the command line, its JSON and the page tell them."""

from pathlib import Path

import pytest
from command_line import Pandu, pandu_over

from analysis.answer import Citation
from corpus.passage import Span
from corpus.provision_today import PROVISIONS_ARE_OURS, CitedArticle, ToldProvision, told_of
from corpus.voice import Voice
from ui.chat.conversation import CitedPassage
from ui.chat.statements import OPEN_PROVISIONS, statements_html

TEXT = (
    "杭州互联网法院民事判决书\n（2016）浙0192民初7号\n"
    "原告甲公司诉称：被告乙公司应当停止侵权。\n"
    "本院认为，乙公司接到通知后未采取必要措施，依照《中华人民共和国侵权责任法》第三十六条第二款，"
    "应当承担连带责任。\n"
    "判决如下：被告乙公司停止侵权。\n"
)
STANDING = "已于2021年1月1日废止，现为《民法典》第一千一百九十五条"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from ui.cli import run

    folder = tmp_path_factory.mktemp("provisions")
    (folder / "online.txt").write_text(TEXT, encoding="utf-8")
    assert run(["ingest", str(folder / "online.txt"), "--library", str(folder / "library")]) == 0
    return folder / "library"


@pytest.fixture
def pandu(capsys: pytest.CaptureFixture[str], library: Path) -> Pandu:
    return pandu_over(library, capsys)


QUESTION = "法院依照哪一条认定乙公司承担连带责任？"


def test_the_command_line_tells_it_under_the_place(pandu: Pandu) -> None:
    printed = pandu("ask", QUESTION, "--model", "none").out
    assert "《侵权责任法》第三十六条第二款：接到被侵权人通知后" in printed
    assert STANDING in printed
    assert printed.count(PROVISIONS_ARE_OURS) == 1
    assert printed.index("出处") < printed.index(STANDING)  # beside the citation, not in the answer


def test_json_has_it_in_each_citation(pandu: Pandu) -> None:
    answer = pandu("ask", QUESTION, "--model", "none", "--json").json
    citations = [c for s in answer["statements"] for c in s["citations"]]
    assert citations and all("provisions" in c for c in citations)
    told = [p for c in citations for p in c["provisions"]]
    assert [(p["article"], p["in_force"], p["standing"]) for p in told] == [(36, False, STANDING)]
    assert TEXT[told[0]["start"] : told[0]["end"]].endswith("第三十六条第二款")


def test_nothing_is_added_where_no_article_is_cited(pandu: Pandu) -> None:
    assert PROVISIONS_ARE_OURS not in pandu("ask", "原告请求什么？", "--model", "none").out


def provision(article: int) -> ToldProvision:
    told = told_of(CitedArticle("中华人民共和国民法典", article, None, Span(0, 3)), None, None)
    assert told
    return told


def drawn(*provisions: ToldProvision, verified: bool = True) -> str:
    citation = Citation(
        "j", "a.txt", "甲案", Span(0, 3), "<引文>", Voice.COURT_REASONING, verified,
        provisions=provisions,
    )  # fmt: skip
    return statements_html((), [CitedPassage(1, citation)], 1)


def test_the_page_tells_it_apart_from_the_quote() -> None:
    page = drawn(provision(1197))
    assert page.index("</blockquote>") < page.index("《民法典》第一千一百九十七条：")
    assert PROVISIONS_ARE_OURS in page and "现行有效" in page
    assert "pd-provisions" not in drawn()


@pytest.mark.parametrize(
    ("articles", "opened"),
    [([1165], True), ([1165, 1166, 1167], True), ([1165, 1166, 1167, 1168], False)],
)
def test_many_are_folded(articles: list[int], opened: bool) -> None:
    assert (len(articles) <= OPEN_PROVISIONS) is opened
    page = drawn(*(provision(article) for article in articles))
    beside, _, opened_up = page.partition("<div popover")
    assert ('<details class="pd-provisions" open>' in beside) is opened
    assert '<details class="pd-provisions" open>' in opened_up  # whoever opens a passage reads on
    assert f"所引条文 {len(articles)} 条" in beside


def test_beside_what_is_no_quote_stands_nothing() -> None:
    assert "pd-provisions" not in drawn(provision(1165), verified=False)
