"""The page in a real browser: started as a reader starts it, asked, and looked at.

Screenshots of the answer at three widths, light and dark, are left in pytest's temporary
folder (`--basetemp` chooses it).
"""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import PATIENCE, Scheme, ask, chatting, in_a_browser, offer, still, visit
from playwright.sync_api import Browser, expect
from scripted_model import NORMAL, ModelServer, Script, answering

from ui.chat.suggestions import EXAMPLES
from ui.serving.limits import LARGEST_UPLOAD

pytestmark = [pytest.mark.browser, in_a_browser]

QUESTION = "金山美杜莎LoRA案的平台为什么不构成侵权？"
WIDTHS = [1440, 1024, 390]


@pytest.fixture(scope="module")
def address(library: Path) -> Iterator[str]:
    """A running `pandu chat` without a model."""
    with chatting(library, PANDU_MODEL="none") as url:
        yield url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_an_answer_shows_its_passage_with_the_quote(
    browser: Browser, address: str, tmp_path: Path, width: int, scheme: Scheme
) -> None:
    page = visit(browser, address, width, scheme)
    page.screenshot(path=tmp_path / f"welcome-{width}-{scheme}.png")
    ask(page, QUESTION)
    quote = page.locator(".pd-source mark").first
    expect(quote).to_contain_text("不构成侵权")
    expect(page.locator(".pd-check").first).to_have_text("✓ 已核验")
    page.wait_for_timeout(500)  # for the eye only
    page.screenshot(path=tmp_path / f"answer-{width}-{scheme}.png")
    # Nothing sticks out sideways, and the question has come to the top.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box = page.locator(".pd-question").last.bounding_box()
    assert box is not None and 0 <= box["y"] < 200
    page.context.close()


def test_sources_stand_beside_the_answer_only_where_there_is_room(
    browser: Browser, address: str
) -> None:
    beside = []
    for width in (1440, 390):
        page = visit(browser, address, width)
        ask(page, QUESTION)
        answer = page.locator(".pd-statements").bounding_box()
        sources = page.locator(".pd-sources").bounding_box()
        assert answer is not None and sources is not None
        beside.append(sources["x"] >= answer["x"] + answer["width"])
        page.context.close()
    assert beside == [True, False]


def test_a_mark_opens_its_passage_and_nothing_moves(browser: Browser, address: str) -> None:
    page = visit(browser, address, 390)
    ask(page, QUESTION)
    mark = page.locator("button.pd-mark").first
    still(mark)  # the page brings the latest question to the top first
    mark.scroll_into_view_if_needed()
    before = still(mark)
    mark.click()
    drawer = page.locator(".pd-drawer:popover-open")
    expect(drawer.locator("mark")).to_be_in_viewport()  # the quote, in its context
    for told in ("上海市金山区人民法院", "法院说理", "第 936–989 字", "一审"):
        expect(drawer).to_contain_text(told)
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    assert still(mark) == before
    assert mark.evaluate("element => element === document.activeElement")
    page.context.close()


def test_a_quote_is_copied_with_its_place(browser: Browser, address: str) -> None:
    page = visit(browser, address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.locator("button.pd-mark").first.click()
    page.locator(".pd-drawer:popover-open [data-copy]").click()
    page.get_by_text("已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“上海市金山区人民法院认为") and "第 936–989 字" in copied
    assert "案例摘要，非原文" in copied
    page.context.close()


def test_a_clicked_example_is_asked(browser: Browser, address: str) -> None:
    page = visit(browser, address)
    page.get_by_role("button", name=EXAMPLES[0].question).click()
    expect(page.locator(".pd-footer")).to_have_count(1)
    expect(page.locator(".pd-question")).to_have_text(EXAMPLES[0].question)
    page.context.close()


def test_a_hostile_upload_is_shown_as_text(browser: Browser, address: str) -> None:
    page = visit(browser, address)
    hostile = "<img src=x onerror=alert(1)>*星号*:smile:$x$"
    text = f"恶意案\n某法院民事判决书。本院认为，被告{hostile}应当归还章鱼玩具。"
    offer(page, {"name": "恶意.txt", "mimeType": "text/plain", "buffer": text.encode()})
    expect(page.locator(".pd-reports")).to_contain_text("已加入")
    ask(page, "恶意案的被告应当归还章鱼玩具吗？")
    expect(page.locator(".pd-answer")).to_contain_text(hostile)
    assert page.locator(".pd-answer img").count() == 0
    page.context.close()


def test_a_file_that_is_too_large_says_so(browser: Browser, address: str, tmp_path: Path) -> None:
    large = tmp_path / "全部案卷.pdf"
    with large.open("wb") as file:
        file.truncate(LARGEST_UPLOAD + 1024 * 1024)
    page = visit(browser, address)
    offer(page, large)
    told = page.locator('[data-testid="stFileChip"] [role="alert"]')
    told.wait_for()  # Streamlit's own words for it are English, and out of sight
    words = told.evaluate("element => getComputedStyle(element, '::after').content")
    assert f"超过 {LARGEST_UPLOAD // 1024 // 1024} MB" in words
    box = told.bounding_box()
    assert box is not None and box["height"] > 15
    page.context.close()


def test_streamlit_s_own_words_are_chinese(browser: Browser, address: str) -> None:
    page = visit(browser, address)
    page.get_by_role("button", name="文书：不限").click()
    page.get_by_role("combobox", name="在哪些文书里查").fill("查无此案")
    page.get_by_text("没有符合的选项").wait_for()
    page.context.close()


def test_a_long_answer_can_be_stopped_and_asked_again(
    browser: Browser, library: Path, model_server: ModelServer
) -> None:
    model_server.play(Script(answering, stall=60.0), NORMAL)
    with chatting(library, PANDU_MODEL="scripted", PANDU_MODEL_BASE_URL=model_server.url) as url:
        page = visit(browser, url)
        page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.get_by_text("正在作答并逐句核验……（2 秒）").wait_for()
        page.get_by_role("button", name="停止").click()
        page.get_by_text("中途停下").wait_for()
        page.get_by_role("button", name="重新提问").click()
        expect(page.locator(".pd-footer")).to_contain_text("由语言模型 scripted 撰写")
        expect(page.locator(".pd-question")).to_have_count(1)
        page.context.close()


def test_nothing_is_fetched_from_elsewhere(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    elsewhere: list[str] = []
    page.on(
        "request",
        lambda request: (
            elsewhere.append(request.url)
            if not request.url.startswith((address, "data:", "blob:"))
            else None
        ),
    )
    page.goto(address)
    page.get_by_text("试着问").wait_for(timeout=PATIENCE * 1000)
    ask(page, QUESTION)
    assert elsewhere == []
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    context.close()


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", "101"), ("evil.test", "403")])
def test_only_this_machine_s_own_name_reaches_the_conversation(
    address: str, host: str, status: str
) -> None:
    # A page elsewhere whose name is made to point here (DNS rebinding) must not read the library.
    port = int(address.rstrip("/").rpartition(":")[2])
    request = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://{host}:{port}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request.encode())
        assert connection.recv(64).split()[1].decode() == status
