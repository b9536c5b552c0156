"""What people come for, from an empty library, each from beginning to end in a real browser."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from browsing import ask, chatting, in_a_browser, offer, still, visit
from docx_writer import docx, p, r
from playwright.sync_api import Browser, FilePayload, Page, expect
from scripted_model import NORMAL, ModelServer, Script, answering
from word_reading import notes, rows, words
from word_reading import opened as opened_in_word

pytestmark = [pytest.mark.browser, in_a_browser]

JUDGMENT = (
    "某市中级人民法院",
    "民事判决书",
    "（2023）某01民终123号",
    "上诉人（原审被告）：蓝鲸云平台有限公司。",
    "被上诉人（原审原告）：青禾绘本社。",
    "青禾绘本社诉称，蓝鲸云平台有限公司应当赔偿损失50万元。",
    "蓝鲸云平台有限公司辩称，其只提供存储服务，不应当承担责任。",
    "本院认为，蓝鲸云平台有限公司收到通知后三日内删除了绘本，已经尽到注意义务。",
    "判决如下：驳回青禾绘本社的全部诉讼请求。",
)
DUTY = "蓝鲸云平台有限公司尽到注意义务了吗？"
GARBLED = (
    "某法院民事判决书。本院以为，法院认定该办事供给者形成帮帮侵权，侵害著做权人的消息收集权，"
    "存正在客不雅不对，该当承担补偿义务。" * 3
)
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page over a library that was empty when the first journey began."""
    with chatting(tmp_path_factory.mktemp("empty"), PANDU_MODEL="none") as url:
        yield url


def judgment(name: str = "蓝鲸案.docx") -> FilePayload:
    content = docx("".join(p(r(line)) for line in JUDGMENT))
    return {"name": name, "mimeType": MIME, "buffer": content}


def arrive(browser: Browser, address: str, file: FilePayload) -> Page:
    """The chat page, with one more document in its library."""
    page = visit(browser, address, waits_for="向裁判文书提问")
    offer(page, file)
    expect(page.locator(".pd-reports")).to_contain_text("蓝鲸案" if "蓝鲸" in file["name"] else "")
    return page


def test_first_visit_to_cited_answer(browser: Browser, tmp_path: Path) -> None:
    with chatting(tmp_path, PANDU_MODEL="none") as address:
        page = visit(browser, address, waits_for="文库还是空的")
        page.get_by_role("button", name="装入示例").click()
        page.get_by_text("试着问").wait_for()
        examples = page.locator(".st-key-examples button")
        expect(examples).to_have_count(6)
        examples.first.click()
        expect(page.locator(".pd-footer")).to_have_count(1)
        expect(page.locator(".pd-statement .pd-check").first).to_have_text("✓ 已核验")
        expect(page.locator(".pd-source mark").first).to_be_visible()
        page.context.close()


def test_upload_a_docx_and_ask_about_it(browser: Browser, address: str) -> None:
    page = arrive(browser, address, judgment())
    ask(page, DUTY)
    expect(page.locator(".pd-statement").first).to_contain_text("已经尽到注意义务")
    expect(page.locator(".pd-statement .pd-badge").first).to_have_text("法院说理")
    ask(page, "蓝鲸云平台有限公司是怎么辩称的？")
    plea = page.locator(".pd-statement.pd-party").last
    expect(plea).to_contain_text("当事人的说法，不是法院的认定")
    page.context.close()


def test_a_follow_up_is_understood_shown_and_put_right(browser: Browser, address: str) -> None:
    page = arrive(browser, address, judgment())
    ask(page, DUTY)
    ask(page, "那它是怎么辩称的？")
    understood = page.locator(".pd-understood")
    expect(understood).to_contain_text("蓝鲸云平台")
    page.get_by_role("button", name="改写").click()
    page.get_by_role("textbox", name="理解得不对").fill("青禾绘本社诉称了什么？")
    page.get_by_role("button", name="照此再问").click()
    expect(page.locator(".pd-footer")).to_have_count(3)
    expect(page.locator(".pd-statement").last).to_contain_text("50万元")
    page.context.close()


def test_open_a_citation_and_come_back(browser: Browser, address: str) -> None:
    page = arrive(browser, address, judgment())
    ask(page, DUTY)
    ask(page, "判决结果是什么？")
    mark = page.locator("button.pd-mark").first
    still(mark)  # the page brings the latest question to the top first
    mark.scroll_into_view_if_needed()  # back to the first
    before = still(mark)
    mark.click()
    drawer = page.locator(".pd-drawer:popover-open")
    for told in ("某市中级人民法院", "（2023）某01民终123号", "二审", "法院说理"):
        expect(drawer).to_contain_text(told)
    expect(drawer.locator("mark")).to_contain_text("已经尽到注意义务")
    with page.context.expect_page() as reading:
        drawer.get_by_role("link", name="在全文中阅读").click()
    expect(reading.value.locator("mark").first).to_contain_text("已经尽到注意义务")
    reading.value.close()
    drawer.get_by_role("button", name="关闭").click()
    expect(drawer).to_have_count(0)
    assert still(mark) == before
    expect(page.locator(".pd-footer")).to_have_count(2)
    page.reload()
    expect(page.locator(".pd-footer")).to_have_count(2)  # the conversation is still there
    page.context.close()


def test_a_garbled_source_shows_its_warning(browser: Browser, address: str) -> None:
    page = visit(browser, address, waits_for="向裁判文书提问")
    offer(page, {"name": "转载.txt", "mimeType": "text/plain", "buffer": GARBLED.encode()})
    expect(page.locator(".pd-reports")).to_contain_text("疑似机器改写")
    ask(page, "办事供给者形成帮帮侵权吗？")
    expect(page.locator(".pd-statement").first).to_contain_text("疑似被机器改写过")
    expect(page.locator(".pd-source").first).to_contain_text("疑似改写")
    page.locator("button.pd-mark").first.click()
    expect(page.locator(".pd-drawer:popover-open")).to_contain_text("疑似改写")
    page.context.close()


def test_export_to_word_and_open_it(browser: Browser, address: str, tmp_path: Path) -> None:
    page = arrive(browser, address, judgment())
    ask(page, DUTY)
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Word（.docx）").click()
    file = tmp_path / "导出.docx"
    download.value.save_as(file)
    assert download.value.suggested_filename.endswith(".docx")
    document = opened_in_word(file.read_bytes())
    assert DUTY in words(document) and "法院说理" in words(document)
    quote = "蓝鲸云平台有限公司收到通知后三日内删除了绘本，已经尽到注意义务"
    assert any(quote in note.text for note in notes(document).values())
    assert any(quote in cell for row in rows(document) for cell in row)
    assert python_docx.Document(BytesIO(file.read_bytes())).paragraphs
    page.context.close()


def test_a_model_that_fails_half_way(
    browser: Browser, tmp_path: Path, model_server: ModelServer
) -> None:
    model_server.play(Script(answering, drop=True), Script(answering, drop=True), NORMAL)
    settings = {"PANDU_MODEL": "scripted", "PANDU_MODEL_BASE_URL": model_server.url}
    with chatting(tmp_path, **settings) as address:
        page = arrive(browser, address, judgment())
        ask(page, DUTY)
        expect(page.locator(".pd-answer")).to_contain_text("语言模型没有给出可用的回答")
        expect(page.locator(".pd-footer")).to_contain_text("未经语言模型")
        expect(page.locator(".pd-check").first).to_have_text("✓ 已核验")
        page.context.close()


def test_two_browsers_at_once_see_only_their_own_chats(browser: Browser, address: str) -> None:
    one, other = arrive(browser, address, judgment()), arrive(browser, address, judgment())
    for page in (one, other):  # both at once: neither waits for the other's answer
        page.get_by_test_id("stChatInputTextArea").fill(DUTY if page is one else "判决结果是什么？")
        page.keyboard.press("Enter")
    for page in (one, other):
        expect(page.locator(".pd-footer")).to_have_count(1)
    expect(one.locator(".st-key-conversations")).to_contain_text(DUTY)
    expect(other.locator(".st-key-conversations")).to_contain_text("判决结果是什么？")
    expect(other.locator(".st-key-conversations")).not_to_contain_text(DUTY)
    other.goto(one.url)  # by its address neither
    other.get_by_text("向裁判文书提问").wait_for()
    expect(other.get_by_text(DUTY)).to_have_count(0)
    one.reload()
    expect(one.locator(".pd-question")).to_have_text(DUTY)
    one.context.close()
    other.context.close()
