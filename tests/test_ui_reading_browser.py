"""The reading page in a real browser: what its script does, and what only a browser shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import CHROMIUM, PATIENCE, Scheme, chatting
from playwright.sync_api import Browser, Page, expect

from analysis import load_settings, open_assistant
from corpus.judgment import Judgment
from corpus.passage import Span
from ui import reading
from ui.links import reading_url
from ui.reading.document import document_html

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine's PATH"),
]

CLAIM = "请求判令被告返还水桶十只，赔偿损失３０００元。"
DEFENCE = "被告辩称，水桶是赠与的😀，<img src=x onerror=alert(1)>不应返还。"
REASON = "本院认为，借条载明归还日期，水桶不是赠与，被告应当返还。"
TEXT = (
    "某县人民法院\n民事判决书\n（2021）某0101民初7号\n原告甲公司。\n被告乙公司。\n"
    f"原告甲公司诉称，被告借走水桶未还。{CLAIM}\n{DEFENCE}\n"
    + "被告另称，" + "水桶已经用旧，" * 150 + "不值此价。\n"
    + "经审理查明，双方于2020年3月5日签有借条。\n"
    + f"{REASON}依照《中华人民共和国合同法》第六十条的规定，判决如下：\n"
    + "一、被告乙公司返还原告甲公司水桶十只；\n二、被告乙公司赔偿原告甲公司3000元。\n"
)  # fmt: skip


@dataclass(frozen=True)
class Served:
    """A judgment that a running page has."""

    url: str
    judgment: Judgment

    def at(self, *quotes: str) -> str:
        starts = [self.judgment.text.index(quote) for quote in quotes]
        spans = [Span(a, a + len(q)) for a, q in zip(starts, quotes, strict=True)]
        return self.url + reading_url(self.judgment.id, *spans)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("library")
    file = tmp_path_factory.mktemp("files") / "水桶.txt"
    file.write_text(TEXT, encoding="utf-8")
    with open_assistant(load_settings(library=folder, model="none")) as assistant:
        list(assistant.ingest([file]))
        judgment = assistant.read("水桶.txt")
    with chatting(folder, PANDU_MODEL="none") as url:
        yield Served(url, judgment)


def visit(browser: Browser, address: str, width: int = 1440, scheme: Scheme = "light") -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        locale="zh-CN",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.goto(address)
    page.locator(".pd-body .pd-part, .st-key-reading_picks").first.wait_for()
    return page


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1024, "light"), (1440, "dark")])
def test_an_address_shows_its_quote(
    browser: Browser, served: Served, width: int, scheme: Scheme, tmp_path: Path
) -> None:
    # The first visit of the new server goes right here, and finds the other pages, too.
    page = visit(browser, served.at(REASON, CLAIM), width, scheme)
    expect(page.locator('[data-testid="stSidebarNavLink"]')).to_have_count(5)
    marked = page.locator("mark.pd-cite")
    expect(marked.first).to_have_text(CLAIM)
    expect(marked.first).to_be_in_viewport()
    page.get_by_role("button", name="下一处引文").click()
    expect(page.locator(".pd-cite-at")).to_have_text("引文 2 / 2")
    expect(marked.nth(1)).to_be_in_viewport()
    page.screenshot(path=tmp_path / f"reading-{width}-{scheme}.png")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth")
    # What the browser holds is the text, whatever is in it.
    shown = page.evaluate(
        "[...document.querySelectorAll('.pd-st')].map(s => s.textContent).join('')"
    )
    assert shown == served.judgment.text
    assert page.locator(".pd-body img").count() == 0
    page.context.close()


def test_words_are_found_and_walked_through_by_keyboard(browser: Browser, served: Served) -> None:
    page = visit(browser, served.at())
    query = page.get_by_role("searchbox", name="在这份文书里查找")
    query.fill("3000元")  # one of the two stands in full width
    hits = page.locator(".pd-hits")
    expect(hits).to_have_text("1 / 2")
    assert page.evaluate("CSS.highlights.get('pd-find').size") == 2
    where = page.evaluate("String([...CSS.highlights.get('pd-find-now')][0])")
    assert where == "３０００元"  # the text is as it was
    query.press("Enter")
    expect(hits).to_have_text("2 / 2")
    query.press("Shift+Enter")
    expect(hits).to_have_text("1 / 2")
    query.fill("查无此语")
    expect(hits).to_have_text("没有")
    page.context.close()


def test_a_judgment_that_is_there_before_the_script_is_met_too(
    browser: Browser, served: Served
) -> None:
    # A busy browser puts both in at once. The script then met the judgment only when a search
    # had written its count, and took the search's colours away.
    start = TEXT.index(REASON)
    marked = document_html(served.judgment, [Span(start, start + len(REASON))])
    script = (Path(reading.__file__).with_name("reading.js")).read_text(encoding="utf-8")
    page = browser.new_page()
    page.set_content(f"{marked}<p style='height: 3000px'></p>")
    page.evaluate(script)
    expect(page.locator("mark.pd-now")).to_have_text(REASON)
    page.get_by_role("searchbox").fill("3000元")
    expect(page.locator(".pd-hits")).to_have_text("1 / 2")
    assert page.evaluate("CSS.highlights.get('pd-find')?.size") == 2
    page.close()


def test_other_voices_are_folded_away_and_found_again(browser: Browser, served: Served) -> None:
    page = visit(browser, served.at())
    page.get_by_role("button", name="只看法院认定").click()
    fold = page.locator(".pd-fold", has_text="被告抗辩").first
    expect(fold).to_be_visible()
    expect(page.locator(".pd-st", has_text=DEFENCE[:10])).to_be_hidden()
    expect(page.locator(".pd-st", has_text=REASON)).to_be_visible()
    page.get_by_role("searchbox").fill("水桶是赠与的")  # what is folded is found, and opens
    expect(page.locator(".pd-st", has_text=DEFENCE[:10])).to_be_in_viewport()
    page.get_by_role("button", name="全部", exact=True).click()
    expect(fold).to_be_hidden()
    page.context.close()


def test_a_selection_is_copied_with_its_source(browser: Browser, served: Served) -> None:
    page = visit(browser, served.at())
    quote = "😀，<img src=x onerror=alert(1)>不应返还"
    page.evaluate(
        """quote => {
          const node = [...document.querySelectorAll('.pd-st')]
            .find(sentence => sentence.textContent.includes(quote)).firstChild;
          const start = node.nodeValue.indexOf(quote);
          getSelection().setBaseAndExtent(node, start, node, start + quote.length);
        }""",
        quote,
    )
    page.get_by_role("button", name="复制并附出处").click()
    expect(page.locator(".pd-copied")).to_contain_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    start = served.judgment.text.index(quote)  # counted as the catalog counts, 😀 as one
    place = f"第 {start}–{start + len(quote)} 字"
    assert copied.startswith(f"“{quote}”（某县人民法院（2021）某0101民初7号，")
    assert copied.endswith(f"，{place}，被告抗辩）")
    page.context.close()


def test_a_choice_stands_in_the_address_and_a_jump_too(browser: Browser, served: Served) -> None:
    page = visit(browser, served.url + "read")
    page.locator(".st-key-reading_picks a").click()
    page.locator(".pd-body .pd-part").first.wait_for()
    page.wait_for_url(f"**/read?doc={served.judgment.id}")
    page.locator("summary", has_text="条文").click()
    link = page.locator(".pd-cited .pd-spot").first
    link.click()
    start = served.judgment.text.index("《中华人民共和国合同法》")
    page.wait_for_url(f"**start={start}&end=*")
    lit = page.evaluate("String([...CSS.highlights.get('pd-jump')][0])")
    assert lit == "《中华人民共和国合同法》第六十条"
    page.reload()
    expect(page.locator("mark.pd-cite")).to_have_text(lit)
    expect(page.locator("mark.pd-cite")).to_be_in_viewport()
    page.get_by_role("link", name="换一份文书").click()
    page.wait_for_url("**/read")
    page.go_back()
    expect(page.locator("mark.pd-cite")).to_have_text(lit)
    page.context.close()
