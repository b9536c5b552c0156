"""What the page costs its readers: seconds to the first paint and to answers, many at once, memory.

    python benchmarks/page_load.py [--users 20] [--questions 1000] [--judgments 200] [--json]

Starts `pandu chat` on a library with the bundled digests and made-up judgments, without a model.
The first paint is Chromium's (left out where there is none); everything else drives the page's own
protocol, HTTP and Streamlit's protobufs over WebSockets, from this one process: no browser's own
work is in those figures. A paint is the page's input visible. Memory is the server's resident set,
before and after the questions, once 50 have warmed it up; each user asks 25 and comes anew, as
readers do. A leak is a session that was sent anything with another's mark in it.
"""

import argparse
import asyncio
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from page_readers import MARKS, fill, quantile, question  # noqa: E402
from page_server import PageServer, chatting  # noqa: E402
from page_visitor import Run, visiting  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

GOALS = {
    "first_paint": 2.0,
    "first_answer": 3.0,
    "later_answer": 1.0,
    "at_once_p95": 5.0,
    "growth": 0.10,
}
"""Seconds at most; growth as a share, and less than that. 0 errors and 0 leaks besides."""

WARM_UP = 50
STAY = 25
"""Questions after which a user leaves and another comes."""

PAINTS = 5
"""Times that the process is started for the first paint: the files come from the disk's cache."""

ROUNDS = 3
"""Times that all users ask at once."""

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


@dataclass(slots=True)
class Figures:
    """Seconds unless named otherwise; None where it was not measured."""

    first_paint: float | None = None
    first_answer: float | None = None
    later_answer: float | None = None
    users: int = 0
    at_once_p50: float | None = None
    at_once_p95: float | None = None
    questions: int = 0
    memory_before: int = 0  # bytes
    memory_after: int = 0
    growth: float | None = None
    errors: int = 0
    leaks: int = 0
    missed: list[str] = field(default_factory=list)  # goals

    def judge(self) -> None:
        """Note the goals that were missed."""
        for name, most in GOALS.items():
            value = getattr(self, name)
            if value is not None and not (value < most if name == "growth" else value <= most):
                self.missed.append(name)
        self.missed += [name for name in ("errors", "leaks") if getattr(self, name)]


def main() -> None:
    """Measure and print; exit code 1 if a goal was missed."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        fill(library, options.judgments)
        figures = Figures(users=options.users, questions=options.questions)
        figures.first_paint = _first_paint(library)
        with chatting(library) as server:
            asyncio.run(_measure(server, figures))
        began = time.perf_counter()
        with chatting(library) as server:
            figures.first_answer = asyncio.run(_first_answer(server, began, figures))
    figures.judge()
    _print(figures, as_json=options.json)
    sys.exit(bool(figures.missed))


async def _measure(server: PageServer, figures: Figures) -> None:
    async with visiting(server.url) as visitor:
        await visitor.run()
        later = [await visitor.ask(question) for question in _questions(0, 8)]
    figures.later_answer = statistics.median(run.seconds for run in later[1:])
    await _at_once(server, figures)
    await _many(server, figures, WARM_UP)
    figures.memory_before = server.resident()
    await _many(server, figures, figures.questions)
    figures.memory_after = server.resident()
    figures.growth = figures.memory_after / figures.memory_before - 1


async def _first_answer(server: PageServer, began: float, figures: Figures) -> float:
    """Seconds from the start of the process to a whole answer, asked by whoever comes first."""
    async with visiting(server.url) as visitor:
        await visitor.run()
        _count(await visitor.ask(question(0)), "", figures)
    return time.perf_counter() - began


async def _at_once(server: PageServer, figures: Figures) -> None:
    """Everybody has the page open, and asks in the same moment; a few times over."""
    async with AsyncExitStack() as stack:
        users = [
            await stack.enter_async_context(visiting(server.url)) for _ in range(figures.users)
        ]
        await asyncio.gather(*(user.run() for user in users))
        seconds: list[float] = []
        for round_ in range(ROUNDS):
            asked = [f"{MARKS[n]}{q}" for n, q in enumerate(_questions(round_, len(users)))]
            runs = await asyncio.gather(*(u.ask(q) for u, q in zip(users, asked, strict=True)))
            seconds += [run.seconds for run in runs]
            for number, run in enumerate(runs):
                _count(run, MARKS[number], figures)
    figures.at_once_p50 = statistics.median(seconds)
    figures.at_once_p95 = quantile(seconds, 0.95)


async def _many(server: PageServer, figures: Figures, questions: int) -> None:
    """Four at a time, one question after another, until all were asked."""
    left = iter(range(questions))

    async def user(number: int) -> None:
        mark = MARKS[number]
        for first in left:
            async with visiting(server.url) as visitor:
                for at in (first, *(n for n, _ in zip(left, range(STAY - 1), strict=False))):
                    _count(await visitor.ask(f"{mark}{question(at)}"), mark, figures)

    await asyncio.gather(*(user(number) for number in range(4)))


def _count(run: Run, mark: str, figures: Figures) -> None:
    answered = 'class="pd-answer"' in run.html and (mark in run.html)
    figures.errors += bool(run.errors) or not answered
    figures.leaks += any(other in run.html for other in MARKS if other != mark)


def _questions(first: int, many: int) -> Iterator[str]:
    return (question(first + n) for n in range(many))


def _first_paint(library: Path) -> float | None:
    """Seconds from the start of the process to the input visible in Chromium, median of PAINTS."""
    found = [_one_paint(library) for _ in range(PAINTS)]
    seconds = [each for each in found if each is not None]
    return statistics.median(seconds) if seconds else None


def _one_paint(library: Path) -> float | None:
    chromium = shutil.which("chromium")
    if chromium is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        began = time.perf_counter()
        with chatting(library) as server:
            page.goto(server.url)
            page.get_by_test_id("stChatInputTextArea").wait_for(timeout=60_000)
            seconds = time.perf_counter() - began
        browser.close()
    return seconds


def _print(figures: Figures, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(asdict(figures), ensure_ascii=False) + "\n")
        return
    for name, value in asdict(figures).items():
        shown = f"{value:.3f}" if isinstance(value, float) else value
        goal = f"  (goal {GOALS[name]})" if name in GOALS else ""
        sys.stdout.write(f"{name}: {shown}{goal}\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--judgments", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
