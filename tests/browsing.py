"""Driving the page in a real browser: what the tests that do so share."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import page_server
import pytest
from playwright.sync_api import (
    Browser,
    FilePayload,
    FloatRect,
    Locator,
    Page,
    Playwright,
    expect,
)

CHROMIUM = shutil.which("chromium")

in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine's PATH")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30.0  # seconds; a busy machine takes ten
STILL = 0.5  # seconds

Scheme = Literal["light", "dark"]


def opened(playwright: Playwright) -> Browser:
    """A Chromium."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@contextmanager
def chatting(library: Path, **environment: str) -> Iterator[str]:
    """The address of a running `pandu chat`, with a closing slash; stopped at the end."""
    with page_server.chatting(library, port=None, **environment) as server:
        yield f"{server.url}/"


def visit(
    browser: Browser,
    address: str,
    width: int = 1440,
    scheme: Scheme = "light",
    waits_for: str = "试着问",
) -> Page:
    """The chat page of a browser of its own, ready to be asked."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale="zh-CN"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    page.goto(address)
    page.get_by_test_id("stChatInputTextArea").wait_for()
    page.get_by_text(waits_for).first.wait_for()
    return page


def ask(page: Page, question: str) -> None:
    """Ask, and wait for the whole answer."""
    before = page.locator(".pd-footer").count()
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".pd-footer")).to_have_count(before + 1)


def still(element: Locator) -> FloatRect | None:
    """Where it is, once it has been there for half a second: a page may still be making room."""
    box, since = element.bounding_box(), time.monotonic()
    while time.monotonic() - since < STILL:
        element.page.wait_for_timeout(50)
        now = element.bounding_box()
        if now != box:
            box, since = now, time.monotonic()
    return box


def offer(page: Page, file: FilePayload | Path) -> None:
    """Give a file to the sidebar's uploader."""
    dropzone = page.get_by_test_id("stSidebar").get_by_test_id("stFileUploaderDropzone")
    if not dropzone.is_visible():
        page.get_by_test_id("stSidebar").get_by_text("导入文书", exact=True).click()
    dropzone.wait_for()
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(file)
