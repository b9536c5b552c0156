"""The page: everything foreign is escaped, nothing is loaded, and every fault can be found."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from made_up_answers import cited, hit, question, row

from analysis.answer import Outcome, Turn
from corpus.judgment import Header, Judgment
from corpus.passage import Sentence, Span
from corpus.voice import Voice
from evals.dataset import FALSE_PREMISE, Evidence, Question
from evals.failures import Failure
from evals.markup import Html, element, join
from evals.report import CARDS_SHOWN, render_report
from evals.summary import summarise

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"
ABOUT: dict[str, Any] = {
    "questions": {"file": ATTACK, "sha256": "0", "count": 1},
    "settings": {"model": ATTACK},
    "versions": {"pandu": "0.1.0", "python": "3.11"},
    "date": "2026-11-23",
}
VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """What a browser would build: elements with their attributes, and whether tags balance."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        return [a for _, a in self.elements if name in (a.get("class") or "").split()]


def rendered(*pairs: tuple[Question, dict[str, Any]], about: dict[str, Any] = ABOUT) -> str:
    questions = tuple(asked for asked, _ in pairs)
    rows = {asked.id: found for asked, found in pairs}
    return render_report(questions, rows, summarise(questions, rows), about, judgment)


def judgment(_: str) -> Judgment:
    """What is known of whatever is cited: an attack before the quote, after it, and in its head."""
    text = f"{ATTACK}{'息' * 60}"[-70:] + ATTACK
    sentences = (Sentence(Span(0, len(text)), Voice.COURT_REASONING),)
    return Judgment("loan-7-id", ATTACK, text, Header(court=ATTACK), sentences)


def poisoned() -> tuple[Question, dict[str, Any]]:
    """A question and a row in which every piece of text is an attack."""
    asked = question(
        (10, 20),
        id=ATTACK,
        question=ATTACK,
        type=ATTACK,
        answer=ATTACK,
        voice=ATTACK,
        doc=ATTACK,
        history=(Turn(ATTACK, ATTACK),),
    )
    found = row(cited(10, 20, verified=False), hits=(hit(10, 20),))
    found |= {"text": ATTACK, "question": ATTACK, "standalone_question": "改" + ATTACK}
    found["warnings"] = [ATTACK]
    (statement,) = found["statements"]
    statement |= {"text": ATTACK, "voice": ATTACK, "findings": [{"message": ATTACK}]}
    place = {"source_id": ATTACK, "title": ATTACK, "voice": ATTACK}
    statement["citations"][0] |= place | {"quote": ATTACK}
    found["hits"][0] |= place | {"text": ATTACK}
    return asked, found


def test_evidence_is_placed_in_its_document() -> None:
    second = Evidence(Span(5, 9), doc="loan-8")
    asked = question(evidence=(Evidence(Span(10, 20)), second))
    page = rendered((asked, row()))
    assert "loan-7、loan-8" in page and "loan-7 10–20、loan-8 5–9" in page
    assert "10–20、30–40" in rendered((question((10, 20), (30, 40)), row()))  # one: not repeated


def test_foreign_text_never_becomes_markup() -> None:
    text = rendered(poisoned())
    page = Page(text)
    assert len(page.named("script")) == 1
    assert not page.named("img")
    assert not any(name.startswith("on") for _, a in page.elements for name in a)
    assert text.count("alert(1)") >= 15  # shown, as text, in every one of the places


def test_the_context_of_a_quote_is_shown_as_text() -> None:
    text = rendered((question((10, 20)), row(cited(10, 20), cited(50, 60))))
    Page(text)
    for quote in re.findall(r"<blockquote>.*?</blockquote>", text):
        assert '<span class="quote">息息息息息息息息息息</span>' in quote
        assert "&lt;script&gt;alert(1)" in quote  # what stands around it
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x") >= 4  # and its court


def test_an_extracted_answer_does_not_stand_there_twice() -> None:
    text = rendered((question((10, 20)), row(cited(10, 20))))
    assert text.count("按年利率 6% 计算。") == 1
    written = row(cited(10, 20)) | {"text": "综合来看，按年利率 6% 计算。"}
    assert rendered((question((10, 20)), written)).count("按年利率 6% 计算。") == 2


def test_questions_without_gold_have_no_empty_charts() -> None:
    asked = question(answerable=None, voice=None, doc=None)
    text = rendered((asked, row(cited(10, 20), cited(30, 40, Voice.PLAINTIFF_CLAIM))))
    assert "引文出自谁" in text and "引文核验通过" in text
    assert "<h2>检索</h2>" not in text and "<h2>引文</h2>" not in text
    assert [bar["width"] for bar in Page(text).of_class("court") if "width" in bar] == ["100.00%"]


def test_the_page_loads_nothing() -> None:
    text = rendered(poisoned())
    page = Page(text)
    assert not any(page.named(tag) for tag in ("link", "iframe", "object", "embed", "base"))
    assert not any({"src", "href", "style"} & a.keys() for _, a in page.elements)
    assert (
        "url(" not in text
        and "@import" not in text
        and "http" not in text.replace("http-equiv", "")
    )


def test_the_policy_allows_exactly_this_style_and_this_script() -> None:
    text = rendered((question((10, 20)), row(cited(10, 20))))
    (policy,) = [
        meta["content"] or ""
        for meta in Page(text).named("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def faulty() -> list[tuple[Question, dict[str, Any]]]:
    """One question for each failure, and one without."""
    claim = cited(10, 20, Voice.PLAINTIFF_CLAIM)
    found = (hit(10, 20),)
    return [
        (question((10, 20), id="a"), row(cited(10, 20), hits=found)),
        (question((10, 20), id="b"), row(claim, hits=found)),
        (question(id="c", answerable=False, voice=None), row(cited(10, 20))),
        (question(id="d", type=FALSE_PREMISE), row(cited(10, 20))),
        (question((10, 20), id="e"), row(cited(10, 20, verified=False), hits=found)),
        (question((10, 20), id="f"), row(outcome=Outcome.DECLINED)),
        (question((10, 20), id="g"), row(cited(50, 60), hits=found)),
        (question((10, 20), id="h"), row(outcome=Outcome.UNAVAILABLE)),
        (
            question((10, 20), id="i", question="是否支持？", answer="支持。"),
            row(cited(10, 20), hits=found) | {"text": "不支持。"},
        ),
    ]


def test_every_failure_has_a_filter_and_a_card() -> None:
    page = Page(rendered(*faulty()))
    kinds = {chip["data-kind"] for chip in page.of_class("chip")}
    assert kinds == {"", "clean", *(failure.name for failure in Failure)}
    cards = page.of_class("card")
    assert len(cards) == len(faulty())
    on_cards = {kind for card in cards for kind in (card["data-kinds"] or "").split()}
    assert on_cards == kinds - {""}


def test_words_that_are_not_the_courts_are_seen_first() -> None:
    text = rendered(*faulty())
    assert "引了法院以外的话：1 处" in text
    assert text.index("引了法院以外的话") < text.index("该答则答")
    assert "没有引法院以外的话" in rendered((question((10, 20)), row(cited(10, 20))))


def test_a_page_without_anything_to_score() -> None:
    text = rendered((question(answerable=None, voice=None), row(outcome=Outcome.UNAVAILABLE)))
    Page(text)
    assert "NaN" not in text and "None" not in text
    assert "1 题因部件出错未能作答" in text


def test_a_very_long_run_shows_the_faulty_ones() -> None:
    good = [
        (question((10, 20), id=f"q{n}"), row(cited(10, 20), hits=(hit(10, 20),)))
        for n in range(CARDS_SHOWN)
    ]
    bad = (question((10, 20), id="last"), row(outcome=Outcome.DECLINED))
    text = rendered(*good, bad)
    cards = Page(text).of_class("card")
    assert len(cards) == CARDS_SHOWN
    assert "DECLINED_WRONG" in (cards[0]["data-kinds"] or "")
    assert "其余 1 题见 results.jsonl" in text


ELEMENTS = [
    (element("p", "a<b"), "<p>a&lt;b</p>"),
    (element("p", title='"x"'), '<p title="&quot;x&quot;"></p>'),
    (element("p", hidden=True, id=None, lang=False), "<p hidden></p>"),
    (element("br"), "<br>"),
    (join(Html("<i></i>"), "<i>"), "<i></i>&lt;i&gt;"),
]


@pytest.mark.parametrize(("made", "expected"), ELEMENTS)
def test_markup(made: Html, expected: str) -> None:
    assert made == expected


@pytest.mark.browser
def test_filters_work_in_a_browser_under_the_policy(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("no Chromium on this machine")
    path = tmp_path / "report.html"
    path.write_text(rendered(*faulty()), encoding="utf-8")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 800})
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.click(".chip[data-kind=UNAVAILABLE]")
        assert page.locator(".card:visible").count() == 1
        page.click(".jump")
        assert page.locator(".card:visible .id").all_text_contents() == ["b"]
        page.fill("#find", "没有这样的话")
        assert page.locator("#nothing").is_visible()
        assert complaints == []  # the policy kept nothing out
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_printed(tmp_path: Path, scheme: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("no Chromium on this machine")
    path = tmp_path / "report.html"
    path.write_text(rendered(*faulty()), encoding="utf-8")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        # A4 less the page's margins, in CSS pixels: (210 - 28) / 25.4 * 96
        page = browser.new_page(viewport={"width": 688, "height": 1000}, color_scheme=scheme)
        page.goto(path.as_uri())
        page.emulate_media(media="print", color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= 688
        clipped = """[...document.querySelectorAll("*")].filter(e =>
            getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1
            && e.namespaceURI.endsWith("xhtml")).length"""
        assert page.evaluate(clipped) == 0
        colour = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(colour) == "rgb(255, 255, 255)"
        assert not page.locator("#tools").is_visible()
        assert page.locator(".card .said").first.is_visible()  # unfolded, without the script too
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.locator(".card[open]").count() == len(faulty())
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.locator(".card[open]").count() == 0  # as it was
        assert len(page.pdf(format="A4", prefer_css_page_size=True)) > 10_000
        browser.close()
