"""How long a reading process may take for a document before it is ended."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from ingest.load.confine import SECONDS, SECONDS_A_PAGE
from ingest.load.wire import BrokenMessage

SHARE_OF_PAGE = 3
"""A document of many recognised pages has this part of a page's limit for each of them, and one
whole limit for its slowest: forty seconds a page, two minutes more in all."""

MOST_PAGES = 10_000
"""Recognised pages of one document for which time is given: two working days of it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Wall-clock seconds for a document, and for a page of one that is recognised."""

    document: float = SECONDS
    page: float = SECONDS_A_PAGE


class Patience:
    """The time that is left for a document; one an object, made as it begins.

    What announces its pages has the limit of a page for each, and is to be through with all of
    them in proportion. A process that a file has taken over can say that it has pages, not that
    it never ends: pages are announced once, and only so many are waited for.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float] = monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._ends: float | None = None  # of the whole document
        self.pages = 0
        self.done = 0

    def left(self) -> float:
        """Seconds in which the next message must come."""
        if self._ends is None:
            return self._limits.document
        return max(min(self._limits.page, self._ends - self._clock()), 0.0)

    def announced(self, pages: int) -> None:
        """So many pages are to be recognised. Raises BrokenMessage if that was said before."""
        if self._ends is not None or not 0 <= pages <= MOST_PAGES:
            raise BrokenMessage(f"{pages} pages")
        self.pages = pages
        self._ends = self._clock() + self._whole

    def page_done(self) -> None:
        """A page was recognised. Raises BrokenMessage for more than were announced.

        One more is taken: a program that converts an old file asks for its time anew with it.
        """
        self.done += 1
        if self.done > self.pages + 1:
            raise BrokenMessage(f"page {self.done} of {self.pages}")

    @property
    def spent(self) -> str:
        """What was exceeded, in words."""
        if self._ends is None:
            return f"超过 {self._limits.document:g} 秒"
        if self._clock() >= self._ends:
            return f"识别 {self.pages} 页超过 {self._whole:g} 秒"
        return f"识别第 {self.done + 1} 页超过 {self._limits.page:g} 秒"

    @property
    def _whole(self) -> float:
        return self._limits.page * (1 + self.pages / SHARE_OF_PAGE)
