"""设置 in a real browser: a model is saved, tried, and answers the next question.

Screenshots of every part at three widths, light and dark, are left in pytest's temporary folder.
"""

from pathlib import Path

import pytest
from browsing import ask, chatting, in_a_browser, visit
from playwright.sync_api import Browser, Page, expect
from scripted_model import NORMAL, ModelServer, Script

pytestmark = [pytest.mark.browser, in_a_browser]

QUESTION = "金山美杜莎LoRA案的平台为什么不构成侵权？"
WIDTHS = [1440, 1024, 390]

PARTS = ("语言模型", "检索", "文库", "备份与恢复", "关于")
KEY = "sk-very-secret-0123456789"


def go_to(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).click()


def test_a_model_is_saved_tried_and_answers(
    browser: Browser, library: Path, model_server: ModelServer, tmp_path: Path
) -> None:
    model_server.play(Script("好"), NORMAL)
    config = tmp_path / "config.toml"
    with chatting(library, PANDU_CONFIG=str(config), PANDU_MODEL="") as url:
        page = visit(browser, url)
        ask(page, QUESTION)
        expect(page.locator(".pd-footer")).to_contain_text("未经语言模型")
        go_to(page, "设置")
        page.get_by_role("combobox", name="服务").click()
        page.get_by_role("option", name="其他兼容 OpenAI 接口的服务").click()
        page.get_by_role("textbox", name="服务地址").fill(model_server.url)
        page.keyboard.press("Enter")
        page.get_by_text(f"交给本机上的服务 {model_server.url}").wait_for()
        page.get_by_label("模型名称").fill("scripted")
        page.get_by_label("密钥", exact=True).fill(KEY)
        page.get_by_role("button", name="保存并启用").click()
        page.get_by_text("从下一个问题起由 scripted 撰写回答").wait_for()
        assert KEY not in page.content()
        expect(page.get_by_label("密钥", exact=True)).to_have_value("")
        assert not model_server.asked
        page.get_by_role("button", name="测试连接").click()
        page.get_by_text("连接成功").wait_for()
        assert model_server.asked[0].headers["authorization"] == f"Bearer {KEY}"
        go_to(page, "问答")
        page.get_by_role("button", name="新对话").click()
        page.get_by_text("试着问").wait_for()
        ask(page, QUESTION)
        expect(page.locator(".pd-footer")).to_contain_text("由语言模型 scripted 撰写")
        page.context.close()


def test_every_part_fits_and_speaks_chinese(
    browser: Browser, library: Path, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('model = "m"\nmodel_provider = "ollama"\nmodel_api_key = "x"\n')
    with chatting(library, PANDU_CONFIG=str(config), PANDU_MODEL="") as url:
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                page = visit(browser, url, width, scheme)
                page.goto(f"{url}setup")
                for part in PARTS:
                    page.get_by_role("tab", name=part).click()
                    page.get_by_role("tabpanel", name=part).get_by_role("heading").first.wait_for()
                    page.screenshot(path=tmp_path / f"{part}-{width}-{scheme}.png", full_page=True)
                    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                named = page.evaluate(
                    "[...document.querySelectorAll('.st-key-settings button')]"
                    ".map(b => b.getAttribute('aria-label') || b.innerText)"
                )
                english = [n for n in named if n and n.isascii() and n.strip().isalpha()]
                assert not english, english
                page.context.close()
