"""Many readers of the page for a long while, asking and uploading: seconds, errors, leaks, memory.

    python benchmarks/page_mixed.py [--minutes 30] [--users 20] [--pause 5] [--own] [--json]

Starts `pandu chat` without a model and drives the page's own protocol from this one process, with
no browser's work in it. Each reader pauses (exponentially, so many seconds on average), then asks;
every tenth time a judgment nobody has yet is uploaded and asked about, and the answer must quote
its sum. After 25 turns a reader leaves and comes anew. By default all have one library, the
bundled digests and 200 made-up judgments, as browsers on one machine do; with --own they log in
through a proxy, each with a library of their own that begins empty.

An error is an error box, an upload that is not in the library, or a question about it whose
answer lacks the sum. A leak is a session that was sent anything with another reader's mark.
Memory is the server's resident set, after the first tenth of the time and at the end.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from page_readers import MARKS, fill, loan, quantile, question  # noqa: E402
from page_server import PageServer, chatting  # noqa: E402
from page_visitor import Run, Visitor, visiting  # noqa: E402

MOST_P95 = 5.0
MOST_GROWTH = 0.10

STAY = 25
"""Turns after which a reader leaves and comes anew."""

UPLOADS = 10
"""One turn of so many is an upload."""

HEADER = "X-Forwarded-User"


@dataclass(slots=True)
class Figures:
    """Seconds unless named otherwise."""

    minutes: float
    users: int
    own: bool
    answers: list[float] = field(default_factory=list)
    uploads: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)  # MB, at every tenth of the time
    leaks: int = 0
    faults: list[str] = field(default_factory=list)

    def told(self) -> dict[str, object]:
        """What is printed, by name."""
        all_ = asdict(self) | {"answers": len(self.answers), "uploads": len(self.uploads)}
        for name, seconds in (("answer", self.answers), ("upload", self.uploads)):
            for share in (0.5, 0.95, 1.0):
                all_[f"{name}_p{share * 100:.0f}"] = round(quantile(seconds, share), 3)
        all_["growth"] = round(self.growth, 4)
        all_["errors"] = len(self.faults)
        return all_

    @property
    def growth(self) -> float:
        return self.memory[-1] / self.memory[0] - 1

    @property
    def reached(self) -> bool:
        """Whether all that must hold does."""
        return (
            quantile(self.answers, 0.95) <= MOST_P95
            and self.growth < MOST_GROWTH
            and not self.leaks
            and not self.faults
        )


def main() -> None:
    """Measure and print; exit code 1 if a goal was missed."""
    options = _options()
    figures = Figures(options.minutes, options.users, options.own)
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        if not options.own:
            fill(library, 200)
        login = {
            "PANDU_PAGE_LOGIN": "proxy",
            "PANDU_PAGE_PROXY_HEADER": HEADER,
            "PANDU_PAGE_HOSTS": "pandu.example",
        }
        with chatting(library, **(login if options.own else {})) as server:
            asyncio.run(_all(server, figures, options.pause))
    told = figures.told()
    if options.json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{name}: {value}\n" for name, value in told.items())
    sys.exit(not figures.reached)


async def _all(server: PageServer, figures: Figures, pause: float) -> None:
    until = time.monotonic() + 60 * figures.minutes
    numbers = count()

    async def weigh() -> None:
        for _ in range(10):
            await asyncio.sleep(6 * figures.minutes)
            figures.memory.append(server.resident() >> 20)

    readers = (_Reader(server, n, figures, random.Random(n), numbers) for n in range(figures.users))
    await asyncio.gather(weigh(), *(reader.stay(until, pause) for reader in readers))


@dataclass(slots=True)
class _Reader:
    server: PageServer
    number: int
    figures: Figures
    chance: random.Random
    numbers: Iterator[int]
    """Of new judgments, for all readers."""

    @property
    def mark(self) -> str:
        return MARKS[self.number]

    async def stay(self, until: float, pause: float) -> None:
        headers = {HEADER: f"reader{self.number}"} if self.figures.own else None
        while time.monotonic() < until:
            async with visiting(self.server.url, headers) as visitor:
                for _ in range(STAY):
                    await asyncio.sleep(self.chance.expovariate(1 / pause))
                    if time.monotonic() >= until:
                        return
                    if self.chance.randrange(UPLOADS):
                        await self.ask(visitor, question(self.chance.randrange(1000)))
                    else:
                        await self.bring(visitor, 10_000 + next(self.numbers))

    async def ask(self, visitor: Visitor, asked: str, expected: str = 'class="pd-answer"') -> None:
        run = await visitor.ask(f"{self.mark}{asked}")
        self.figures.answers.append(run.seconds)
        self.look(run, asked, expected)

    async def bring(self, visitor: Visitor, number: int) -> None:
        """Upload a judgment and ask about it."""
        name, sum_ = f"借款{number}.txt", 1000 + 37 * number
        # Where nobody else may see it, what a reader brings has their mark, too.
        run = await visitor.upload(name, loan(number, sum_, self.mark if self.figures.own else ""))
        self.figures.uploads.append(run.seconds)
        self.look(run, name, "已加入")
        await self.ask(visitor, f"李某{number}应当归还王某{number}多少元？", f"{sum_}元")

    def look(self, run: Run, what: str, expected: str) -> None:
        if run.errors or expected not in run.html:
            self.figures.faults.append(f"{what}: {'; '.join(run.errors) or f'no {expected}'}")
        self.figures.leaks += any(mark in run.html for mark in MARKS if mark != self.mark)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--pause", type=float, default=5.0)
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
