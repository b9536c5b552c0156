"""How long a reader waits for the page: seconds from starting `pandu chat` to a visible input.

    python benchmarks/first_paint.py [RUNS]

Prints each run and the median. The library is new and holds the bundled digests; the browser
is started before the clock. Needs Chromium.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
LIMIT = 60.0
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("no chromium on this machine")
    with tempfile.TemporaryDirectory() as library, sync_playwright() as playwright:
        _run("-c", _FILL, library)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        inputs, whole = zip(*(_measure(browser, Path(library)) for _ in range(runs)), strict=True)
        browser.close()
    _say("input", inputs)
    _say("whole page", whole)


_FILL = """
import sys, pathlib
from analysis import load_settings, open_assistant
from analysis.wiring import SAMPLES
with open_assistant(load_settings(library=pathlib.Path(sys.argv[1]))) as assistant:
    list(assistant.ingest(SAMPLES))
"""


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True)


def _measure(browser: Browser, library: Path) -> tuple[float, float]:
    """Seconds to the input, and to the example questions."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    started = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "chat", "--port", str(port), "--no-browser"],
        cwd=ROOT,
        env={**os.environ, "PANDU_LIBRARY": str(library)},
        stderr=subprocess.DEVNULL,
    )
    try:
        while time.perf_counter() - started < LIMIT:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:  # not listening yet
                time.sleep(0.02)
        page.goto(f"http://127.0.0.1:{port}/")
        page.get_by_test_id("stChatInputTextArea").wait_for(timeout=LIMIT * 1000)
        shown = time.perf_counter() - started
        page.get_by_text("试着问").wait_for(timeout=LIMIT * 1000)
        return shown, time.perf_counter() - started
    finally:
        page.close()
        server.terminate()
        server.wait()


def _say(what: str, seconds: tuple[float, ...]) -> None:
    each = " ".join(f"{s:.2f}" for s in seconds)
    sys.stdout.write(f"{what}: median {statistics.median(seconds):.2f} s of {each}\n")


if __name__ == "__main__":
    main()
