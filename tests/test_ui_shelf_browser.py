"""文库 in a real browser: files come in, one of them bad, are found, deleted and brought back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import PATIENCE, chatting, in_a_browser
from playwright.sync_api import Browser, FilePayload, Page, expect
from test_ui_shelf_page import LOAN

pytestmark = [pytest.mark.browser, in_a_browser]

ENGLISH = """() => {
  const said = [];
  for (const e of document.querySelectorAll('main *, [data-testid="stMain"] *')) {
    if (e.closest('.stHtml') || !e.checkVisibility()) continue;
    for (const name of ['aria-label', 'title', 'placeholder'])
      if (/[A-Za-z]{3}/.test(e.getAttribute(name) || '')) said.push(e.getAttribute(name));
  }
  return said;
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running `pandu chat` over an empty library."""
    with chatting(tmp_path_factory.mktemp("library"), PANDU_MODEL="none") as url:
        yield url


def visit(browser: Browser, address: str, width: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    page.goto(address)
    page.get_by_test_id("stChatInputTextArea").wait_for()
    page.goto(f"{address}library")
    page.get_by_role("heading", name="文库").wait_for()
    return page


def test_two_files_one_bad_filtered_deleted_and_brought_back(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = visit(browser, address, 1440)
    good = FilePayload(name="借款.txt", mimeType="text/plain", buffer=LOAN.format(3).encode())
    bad = FilePayload(name="坏.txt", mimeType="text/plain", buffer=b"\xff\xfe\xff")
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files([good, bad])
    rows = page.locator(".pd-outcomes tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("失败")
    expect(rows.first).to_contain_text("坏.txt")
    expect(page.locator(".pd-figures")).to_contain_text("导入失败")

    page.get_by_role("textbox", name="查找").fill("沪0115民初3")
    page.keyboard.press("Enter")
    page.get_by_text("全选 1 份").wait_for()
    # By keyboard alone: into the table, down to the row, and choose it.
    page.locator('[data-testid="stDataFrame"] canvas').first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    page.get_by_text("已选 1 份").wait_for()
    expect(page.locator(".pd-chosen a")).to_have_attribute("target", "_blank")
    page.screenshot(path=tmp_path / "chosen.png")

    page.get_by_role("button", name="删除", exact=True).click()
    page.get_by_text("已删除 1 份").wait_for()
    page.get_by_text("文库还是空的").wait_for()
    page.get_by_role("button", name="撤销").click()
    page.get_by_text("已恢复 1 份").wait_for()
    page.get_by_text("全选 1 份").wait_for()
    assert json.dumps(page.evaluate(ENGLISH), ensure_ascii=False) == "[]"
    page.context.close()


def test_nothing_sticks_out_on_a_telephone(browser: Browser, address: str, tmp_path: Path) -> None:
    page = visit(browser, address, 390)
    for name in ("文书", "导入失败", "副本", "监视文件夹", "回收站"):
        page.get_by_role("radio", name=name).first.click()
        page.wait_for_timeout(400)
        page.screenshot(path=tmp_path / f"{name}.png")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.context.close()
