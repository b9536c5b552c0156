"""200 script strings in documents, file names, questions and a model's answers stay text."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browsing import FLAGS
from inert_strings import CARRIERS, PAYLOADS, STRINGS, TRACES
from page_server import chatting
from playwright.sync_api import Dialog, Page, expect, sync_playwright
from scripted_model import Asked, Script, reply_json, serving, statement

from corpus.passage import Passage, Span
from corpus.voice import Voice
from retrieval.hit import Hit
from ui.chat.show import alert_html, nearest_html, question_html

CHROMIUM = shutil.which("chromium")
PATIENCE = 60_000.0
BATCH = 20
WHERE = {
    "questions": ".pd-question",
    "what the model wrote": ".pd-text",
    "documents": ".pd-nearest blockquote",
}
"""Where the strings must have been drawn, or the test shows nothing."""

MOST_LOST = {"questions": 0, "what the model wrote": 0, "documents": 100}
"""All 200 are in the documents; the page shows the ten nearest passages of each batch's case. That
the rest would be text too is shown without a browser, below."""

BATCHES = tuple(STRINGS[at : at + BATCH] for at in range(0, len(STRINGS), BATCH))
UPLOADER = '[data-testid="stFileUploaderDropzoneInput"]'
NAMES = ("章鱼", "海豚", "鲸鱼", "企鹅", "骆驼", "大象", "松鼠", "刺猬", "孔雀", "乌龟")
"""Each batch has a case of its own, so that what is asked about one is found in it."""

_ASKED = re.compile(r"归还(\w\w)玩具吗")
_CLEAN = re.compile(r"本院认为，被告应当归还\w\w玩具")


@dataclass(slots=True)
class Watched:
    """A page, and everything it did that text cannot do."""

    page: Page
    home: str
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("dialog", lambda dialog: self._dismiss(dialog))
        self.page.on("request", lambda request: self._look(request.url))
        self.page.on("websocket", lambda socket: self._look(socket.url))
        self.page.on("framenavigated", lambda frame: self._look(frame.url))

    def _dismiss(self, dialog: Dialog) -> None:
        self.done.append("dialog")
        dialog.dismiss()

    def _look(self, url: str) -> None:
        here = (self.home, self.home.replace("http", "ws", 1), "data:", "blob:", "about:")
        if not url.startswith(here):
            self.done.append(url)

    def must_be_calm(self) -> None:
        assert self.done == []
        made = "selector => [...document.querySelectorAll(selector)].map(e => e.outerHTML)"
        assert self.page.evaluate(made, TRACES) == []
        assert self.page.evaluate("window.hit ?? null") is None
        assert "hit" not in self.page.title()
        assert "hit" not in self.page.evaluate("document.cookie")

    def ask(self, question: str) -> None:
        answered = self.page.locator(".pd-footer")
        before = answered.count()
        self.page.get_by_test_id("stChatInputTextArea").fill(question)
        self.page.keyboard.press("Enter")
        expect(answered).to_have_count(before + 1, timeout=PATIENCE)


def repeating(asked: Asked) -> str:
    """A sentence that its quote bears out, and the question's strings as another; or, where
    something else is asked, that nothing says it."""
    found = _ASKED.search(asked.user)
    if found is None or "审判长叫什么" in asked.user:  # the first question is still in the history
        return reply_json([], "declined")
    batch = BATCHES[NAMES.index(found[1])]
    held, quote = next((p, m[0]) for p in asked.passages if (m := _CLEAN.search(p.text)))
    return reply_json(
        [
            statement(quote, (held.id, quote)),
            statement(f"模型说：{' '.join(batch)}", (held.id, quote)),
        ]
    )


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine's PATH")
    folder = tmp_path_factory.mktemp("inert")
    with serving() as model, sync_playwright() as playwright:
        model.play(Script(repeating))
        with chatting(
            folder / "library", PANDU_MODEL="scripted", PANDU_MODEL_BASE_URL=model.url
        ) as server:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
            page.set_default_timeout(PATIENCE)
            expect.set_options(timeout=PATIENCE)
            seen = Watched(page, server.url)
            page.goto(server.url)
            page.get_by_test_id("stChatInputTextArea").wait_for()
            yield seen
            browser.close()


def test_there_are_two_hundred_of_them() -> None:
    assert len(set(STRINGS)) == len(CARRIERS) * len(PAYLOADS) == 200


@pytest.mark.browser
def test_file_names_stay_text(watched: Watched) -> None:
    uploader = watched.page.locator(UPLOADER)
    for names in BATCHES:
        files = [
            {"name": f"{name.replace('/', '∕')}.txt", "mimeType": "text/plain", "buffer": b""}
            for name in names
        ]
        expect(uploader).to_have_count(1)  # the one before has left
        uploader.set_input_files(files)  # type: ignore[arg-type]
        expect(watched.page.locator(".pd-reports li")).to_have_count(len(names))
        last = str(files[-1]["name"]).replace('"', "%22")  # as browsers send it
        expect(watched.page.locator(".pd-reports")).to_contain_text(last)
        watched.must_be_calm()


@pytest.mark.browser
def test_documents_questions_and_answers_stay_text(watched: Watched, tmp_path: Path) -> None:
    file = tmp_path / "案卷.jsonl"
    rows = [
        {
            "id": f"{name}案",
            "text": f"{name}案\n某法院民事判决书"
            + "".join(
                f"\n本院认为，被告应当归还{name}玩具，{' '.join(batch[at::4])}，应予归还。"
                for at in range(4)
            ),
        }
        for name, batch in zip(NAMES, BATCHES, strict=True)
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    expect(watched.page.locator(UPLOADER)).to_have_count(1)
    watched.page.locator(UPLOADER).set_input_files(file)
    expect(watched.page.locator(".pd-reports")).to_contain_text("已加入")
    drawn = dict.fromkeys(WHERE, "")
    for name, batch in zip(NAMES, BATCHES, strict=True):
        watched.ask(f"{name}案的被告应当归还{name}玩具吗？{' '.join(batch)}")
        watched.must_be_calm()
        watched.ask(f"{name}案的审判长叫什么名字？")  # nothing says it: the nearest is shown
        watched.must_be_calm()
        for where, selector in WHERE.items():
            drawn[where] += "\n".join(watched.page.locator(selector).all_text_contents())
        watched.page.get_by_role("button", name="新对话").click()
        expect(watched.page.locator(".pd-question")).to_have_count(0)
    for where, text in drawn.items():
        lost = [string for string in STRINGS if string not in text]
        assert (where, lost if len(lost) > MOST_LOST[where] else []) == (where, [])


class Tags(HTMLParser):
    """The tags and attributes that a browser would make of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.made: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.made |= {tag, *(name for name, _ in attrs)}


def drawn_with(text: str) -> str:
    """The text as a passage, its title, a question and a message."""
    passage = Passage("p-1", "j-1", Span(0, len(text)), Voice.COURT_REASONING, text, text)
    return nearest_html([Hit(passage, text, text, 1.0)]) + question_html(text) + alert_html(text)


@pytest.mark.parametrize("string", STRINGS)
def test_drawn_as_html_it_makes_no_tag(string: str) -> None:
    assert Tags(drawn_with(string)).made == Tags(drawn_with("甲")).made
