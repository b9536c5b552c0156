"""An evaluation in a real browser, from an empty library to its figures."""

from pathlib import Path

import pytest
from browsing import CHROMIUM, PATIENCE, chatting
from playwright.sync_api import Browser, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine's PATH"),
]

QUESTIONS = (
    "编号,问题,答案,可答,类型\n"
    "1,金山美杜莎LoRA案的平台为什么不构成侵权？,平台没有过错,是,理由\n"
    "2,广州奥特曼Tab案判决赔偿多少钱？,,是,金额\n"
    "3,法院怎么看火星移民合同？,,否,不可答\n"
)


def visit(browser: Browser, address: str, width: int = 1440) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    page.goto(address)
    page.get_by_role("link", name="评测").click()
    page.get_by_text("做过的评测").wait_for()
    return page


def test_from_an_empty_library_to_the_figures(browser: Browser, tmp_path: Path) -> None:
    with chatting(tmp_path / "library", PANDU_MODEL="none") as address:
        page = visit(browser, address)
        page.get_by_text("文库还是空的").wait_for()
        page.get_by_role("link", name="去问答装入示例").click()
        page.get_by_role("button", name="装入示例").click()
        page.get_by_text("试着问").wait_for()
        page.get_by_role("link", name="评测", exact=True).click()
        page.get_by_text("上传问题文件").click()
        page.locator('.st-key-evaluation_upload input[type="file"]').set_input_files(
            {"name": "三题.csv", "mimeType": "text/csv", "buffer": QUESTIONS.encode("utf-8-sig")}
        )
        expect(page.locator(".pd-preview")).to_contain_text("共 3 题")
        page.get_by_role("button", name="开始评测").click()
        # It opens by itself when it is done.
        expect(page.locator(".pd-report .tile").first).to_contain_text("该答则答")
        expect(page.locator(".pd-report .card")).to_have_count(3)
        bar = page.locator(".pd-boxes i.good").first.bounding_box()
        assert bar is not None and bar["width"] > 20  # the page's HTML keeps the charts
        page.locator(".card > summary").first.click()
        link = page.locator("a.read").first
        expect(link).to_be_visible()
        assert "read?doc=" in (link.get_attribute("href") or "")
        page.screenshot(path=tmp_path / "report-1440.png", full_page=True)
        page.set_viewport_size({"width": 390, "height": 900})
        page.wait_for_timeout(500)  # for the eye, and for what is laid out anew
        page.screenshot(path=tmp_path / "report-390.png", full_page=True)
        main = '[data-testid="stMain"]'
        assert page.evaluate(f"document.querySelector('{main}').scrollWidth <= window.innerWidth")
        other = visit(browser, address)
        expect(other.get_by_text("还没有。做完的评测列在这里")).to_be_visible()
        other.context.close()
        page.context.close()
