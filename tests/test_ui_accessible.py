"""Every page as those meet it who do not see it or use no mouse: axe-core, and the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import SCRIPT, violations
from browsing import PATIENCE, Scheme, ask, chatting, in_a_browser
from playwright.sync_api import Browser, Page, expect

from analysis import load_settings, open_assistant
from ui.links import reading_url

pytestmark = [pytest.mark.browser, in_a_browser]

QUESTION = "金山美杜莎LoRA案的平台为什么不构成侵权？"

MOST_STOPS = 120

STOP = """() => {
  const here = document.activeElement;
  let drawn = here; // or a frame close around it
  for (let up = 0; up < 4 && getComputedStyle(drawn).outlineStyle !== "solid"; up++)
    drawn = drawn.parentElement ?? drawn;
  const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
  const name = here.getAttribute("aria-label") ?? here.innerText ?? "";
  return { tag: here.tagName, name, html: here.outerHTML.slice(0, 200),
    ring: parseFloat(outlineWidth) >= 2 ? outlineStyle : "too thin" };
}"""
"""What has the focus, and how it is ringed."""

ENGLISH = """() => [...document.querySelectorAll("[aria-label], [title], [placeholder]")]
  .filter((element) => !element.closest(".stHtml"))
  .flatMap((element) => ["aria-label", "title", "placeholder"].map((name) =>
    element.getAttribute(name) ?? ""))
  .filter((label) => /[A-Za-z]{3}/.test(label) && !/[\u4e00-\u9fff]/.test(label))"""
"""Names of controls that Streamlit keeps in English; see ui/page.js."""

STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@pytest.fixture(scope="module")
def reading(library: Path) -> str:
    """The address of a judgment on the page that shows one."""
    with open_assistant(load_settings(library=library, model="none")) as assistant:
        return reading_url(assistant.entries()[0].judgment_id)


@pytest.fixture(scope="module")
def address(library: Path) -> Iterator[str]:
    with chatting(library, PANDU_MODEL="none") as url:
        yield url


def opened(browser: Browser, width: int, scheme: Scheme) -> Page:
    """An empty page that scripts of the tests may be put into."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        locale="zh-CN",
        reduced_motion="reduce",  # nothing half faded in, whose contrast would be judged
        bypass_csp=True,
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    return page


def settle(page: Page) -> None:
    """Wait until a page has drawn itself."""
    page.locator(STILL).wait_for()
    expect(page.get_by_test_id("stSpinner")).to_have_count(0)
    page.locator("h1").first.wait_for(state="attached")
    page.wait_for_timeout(300)  # what Streamlit fades in


@pytest.mark.skipif(not SCRIPT.exists(), reason="no axe-core: npm ci --prefix tests")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_shuts_anybody_out(
    browser: Browser, address: str, reading: str, width: int, scheme: Scheme
) -> None:
    page = opened(browser, width, scheme)
    grave: list[str] = []
    english: list[str] = []

    def look(name: str) -> None:
        settle(page)
        for violation in violations(page):
            print(f"{name}, {width}, {scheme}: {violation}")  # noqa: T201 (shown on failure or -s)
            if violation.is_grave:
                grave.append(f"{name} {violation}")
        english.extend(f"{name} {label}" for label in page.evaluate(ENGLISH))

    for path in ("", reading, "library", "evaluate", "setup"):
        page.goto(address + path)
        look(f"/{path}")
        if not path:
            ask(page, QUESTION)
            look("/ with an answer")
    page.context.close()
    assert not grave, "\n".join(grave)
    assert not english, "\n".join(english)


def test_the_keyboard_reaches_everything_and_is_seen_to(browser: Browser, address: str) -> None:
    page = opened(browser, 1440, "light")
    page.goto(address)
    settle(page)
    ask(page, QUESTION)
    ask(page, "第二个理由呢？")  # a follow-up, which offers to be reworded
    settle(page)
    page.evaluate("document.activeElement.blur()")
    stops: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop: dict[str, str] = page.evaluate(STOP)
        if stop["name"] in stops and stop["tag"] == "A":  # around once
            break
        if stop["tag"] != "BODY":  # the browser's own frame
            assert stop["ring"] == "solid", stop
            stops.append(stop["name"])
    pages = ("问答", "阅读", "文库", "评测", "设置")
    answer = ("出处 1", "上下文", "复制（含出处）", "导出", "重新回答", "有用", "改写")
    asking = ("新对话", "文书：不限", "年份：不限", "向这些文书提问")
    for wanted in (*pages, *answer, *asking):
        assert any(wanted in stop for stop in stops), (wanted, stops)
    page.context.close()
