"""What articles say in a few words of ours, and which article took their place; provisions.tsv.

Columns of provisions.tsv
  law, article      the law's full name and the article, with its paragraph after a dot: 36.2
  from, to          ISO days between which the law numbered it so; empty without limit
  gist              what it says, in our own words
  gist_status       已核 checked against the text, 未核 not: then it is not shown
  successors        full name and article of those that took its place, parted by |
  successor_status  已核 or 未核, said with every successor
  source            how the row was checked
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.law import law_named

CHECKED = "已核"
_TARGET = re.compile(r"(.+?)(\d+)$")


@dataclass(frozen=True, slots=True)
class Relative:
    """An article that came before or after another; `article` None if only the law is known."""

    law: str
    article: int | None
    verified: bool  # False: common knowledge, not checked against both texts

    def as_json(self) -> dict[str, Any]:
        """The contract's successor object, and whether it was checked."""
        return {"law": self.law, "article": self.article, "verified": self.verified}


@dataclass(frozen=True, slots=True)
class Provision:
    """One row: an article under one numbering of its law."""

    law: str
    article: int
    paragraph: int | None
    start: str
    end: str
    gist: str | None  # None if it was not checked
    successors: tuple[Relative, ...]
    source: str

    @property
    def dated(self) -> bool:
        """Whether the number means another article at other times."""
        return bool(self.start or self.end)

    def numbered_so(self, date: str | None) -> bool:
        """Whether the law numbered it so on an ISO day; without a day only if it always did."""
        if date is None:
            return not self.dated
        return (not self.start or self.start <= date) and (not self.end or date < self.end)


def provision_at(
    law: str, article: int, paragraph: int | None, date: str | None
) -> Provision | None:
    """What is known of an article on a day, its paragraph's row before its own; None if nothing.

    Without a day nothing is said of an article whose number moved: 著作权法第四十八条 was about
    infringements before June 2021 and is about broadcasting since.
    """
    rows = _rows_of().get((law, article), ())
    fitting = [row for row in rows if row.numbered_so(date)]
    own = next((row for row in fitting if row.paragraph and row.paragraph == paragraph), None)
    return own or next((row for row in fitting if row.paragraph is None), None)


def successors_of(
    law: str, article: int | None, paragraph: int | None, date: str | None
) -> tuple[Relative, ...]:
    """The articles that took the place of this one; the law alone where no more is known."""
    row = provision_at(law, article, paragraph, date) if article else None
    if row and row.successors:
        return row.successors
    known = law_named(law)
    if known and known.successor:
        return (Relative(known.successor, None, True),)
    return ()


def predecessors_of(law: str, article: int | None, date: str | None) -> tuple[Relative, ...]:
    """The articles whose place this one took, in the order of the table; none if unknown."""
    if article is None:
        return ()
    rows = _earlier().get((law, article), ())
    # An article may follow one of its own law: only under the later numbering.
    fitting = [(r, verified) for r, verified in rows if r.law != law or _later(r, date)]
    return tuple(Relative(row.law, row.article, verified) for row, verified in fitting)


def _later(row: Provision, date: str | None) -> bool:
    return date is not None and bool(row.end) and date >= row.end


@cache
def _earlier() -> dict[tuple[str, int | None], tuple[tuple[Provision, bool], ...]]:
    """The rows of whole articles whose place an article took, each checked or not."""
    grouped: dict[tuple[str, int | None], list[tuple[Provision, bool]]] = {}
    for row in provisions():
        for after in row.successors if row.paragraph is None else ():
            grouped.setdefault((after.law, after.article), []).append((row, after.verified))
    return {key: tuple(rows) for key, rows in grouped.items()}


@cache
def provisions() -> tuple[Provision, ...]:
    """Every row of the table, in its order."""
    table = files("corpus").joinpath("provisions.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in table if line and not line.startswith("#")][1:]
    return tuple(_provision(row) for row in rows)


def _provision(row: list[str]) -> Provision:
    law, place, start, end, gist, gist_status, successors, status, source = row
    article, _, paragraph = place.partition(".")
    return Provision(
        law=law,
        article=int(article),
        paragraph=int(paragraph) if paragraph else None,
        start=start,
        end=end,
        gist=gist if gist and gist_status == CHECKED else None,
        successors=tuple(_relative(s, status == CHECKED) for s in successors.split("|") if s),
        source=source,
    )


def _relative(written: str, verified: bool) -> Relative:
    match = _TARGET.match(written)
    assert match is not None, written
    return Relative(match[1], int(match[2]), verified)


@cache
def _rows_of() -> dict[tuple[str, int], tuple[Provision, ...]]:
    grouped: dict[tuple[str, int], list[Provision]] = {}
    for row in provisions():
        grouped.setdefault((row.law, row.article), []).append(row)
    return {key: tuple(rows) for key, rows in grouped.items()}
