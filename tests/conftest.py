"""Fixtures that several rooms share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from scripted_model import ModelServer, serving


@pytest.fixture
def model_server() -> Iterator[ModelServer]:
    """A scripted language model on loopback; give it scripts with `play`."""
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def digests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that holds the bundled digests; to be copied, never written to."""
    from analysis import load_settings, open_assistant
    from analysis.wiring import SAMPLES

    folder = tmp_path_factory.mktemp("digests")
    with open_assistant(load_settings(library=folder, model="none")) as assistant:
        list(assistant.ingest(SAMPLES))
    return folder


@pytest.fixture(scope="module")
def library(digests: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that holds the bundled digests, the module's own; many have another."""
    return shutil.copytree(digests, tmp_path_factory.mktemp("copy") / "library")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium; a test marked `in_a_browser` is left out where there is none."""
    from browsing import opened

    with sync_playwright() as playwright:
        chromium = opened(playwright)
        yield chromium
        chromium.close()
