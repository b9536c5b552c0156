"""Figures of a statement against those of its quotes: is each there, and in its own place."""

import re
from collections.abc import Iterator, Sequence

from analysis.verify.figures import Figure, Kind, figures_in
from analysis.verify.locate import WIDE
from analysis.verify.place import displaced, word_at
from corpus.law import law_named
from corpus.provision import successors_of

_PLACED = (Kind.YUAN, Kind.DATE, Kind.TERM, Kind.ARTICLE, Kind.POINT)
"""Kinds of which a quote often holds several that must not be exchanged."""


def unsupported_figures(
    text: str, quotes: Sequence[str], titles: Sequence[str], passages: Sequence[str]
) -> list[Figure]:
    """The figures of `text` that no quote holds, in text order.

    A case number may also stand in a title: the reader was shown it with the passage. The law of
    an article may stand in the passage before the quote.
    """
    said = [figure for quote in quotes for figure in figures_in(quote)]
    said += [f for title in titles for f in figures_in(title) if f.kind is Kind.CASE_NUMBER]
    around = [f for passage in passages for f in figures_in(passage) if f.kind is Kind.LAW]
    around += [f for f in said if f.kind is Kind.LAW]
    laws = _plain_law("".join(quotes))
    return [
        figure
        for figure in figures_in(text)
        if not (
            any(stands_for(other, figure) for other in said)
            or (figure.kind is Kind.LAW and _plain_law(str(figure.value[0])) in laws)
        )
        or _of_another_law(figure, said, around)
    ]


def exchanged_figures(text: str, quotes: Sequence[str]) -> str | None:
    """Which figure the quotes have in another place, told in Chinese; None if none."""
    claimed, said = figures_in(text), [(quote, figures_in(quote)) for quote in quotes]
    for kind in _PLACED:
        pair = displaced(
            [word_at(text, f.start, f.end, f) for f in claimed if f.kind is kind and _tells(f)],
            [
                word_at(quote, f.start, f.end, f)
                for quote, figures in said
                for f in figures
                if f.kind is kind
            ],
            stands_for,
        )
        if pair:
            return f"“{pair[0].shown}”在所引原文的同一处是“{pair[1].shown}”。"
    return None


def superseded(figure: Figure, quotes: Sequence[str]) -> str | None:
    """The old article in the quotes that a claimed one took the place of, in Chinese."""
    if figure.kind is not Kind.ARTICLE or figure.value[0] is None:
        return None
    law, article = law_named(str(figure.value[0])), figure.value[1]
    for old in _articles_of(quotes):
        known = law_named(str(old.value[0])) if old.value[0] else None
        if law is None or known is None or known == law:
            continue
        number = int(old.value[1]) if isinstance(old.value[1], (int, float)) else None
        for after in successors_of(known.name, number, None, None):
            if after.law == law.name and after.article in (None, article):
                return f"所引原文写的是旧法“{known.name}”{old.shown}，不可改写成后来的条文。"
    return None


def _articles_of(quotes: Sequence[str]) -> Iterator[Figure]:
    for quote in quotes:
        yield from (f for f in figures_in(quote) if f.kind is Kind.ARTICLE)


def _tells(figure: Figure) -> bool:
    return figure.kind is not Kind.POINT or figure.shown.startswith("第")


def stands_for(said: Figure, claimed: Figure) -> bool:
    """Whether a quote that says `said` supports a statement that says `claimed`."""
    if not _tells(claimed):
        return True  # the statement's own numbering: 一、
    if claimed.kind is Kind.DATE and said.kind is Kind.DATE:
        return _agrees(said.value, claimed.value)
    if claimed.kind is Kind.ARTICLE and said.kind is Kind.ARTICLE:
        return _same_law(said.value[0], claimed.value[0]) and _agrees(
            said.value[1:], claimed.value[1:]
        )
    if claimed.kind is Kind.LAW and said.kind is Kind.LAW:
        return _same_law(said.value[0], claimed.value[0])
    if claimed.kind is Kind.POINT and said.kind is Kind.ARTICLE:  # of 第五十三条第二款 the 第二款
        place = {"款": 3, "项": 4}[str(claimed.value[1])]
        return said.value[place] == claimed.value[0]
    if claimed.kind is Kind.TERM and said.kind is Kind.DATE:  # 9月25日至28日
        return claimed.value == (said.value[2], "日")
    if {claimed.kind, said.kind} <= {Kind.COUNT, Kind.YUAN}:  # 医疗费5000（元）
        return said.value == claimed.value and (
            claimed.kind is Kind.COUNT or said.kind is Kind.YUAN or "元" not in said.shown
        )
    return said.kind is claimed.kind and said.value == claimed.value


def _agrees(said: tuple[float | str | None, ...], claimed: tuple[float | str | None, ...]) -> bool:
    """Whether every part that is claimed is said; what is not claimed may be said."""
    return all(c is None or c == s for s, c in zip(said, claimed, strict=True))


def _of_another_law(claimed: Figure, said: Sequence[Figure], laws: Sequence[Figure]) -> bool:
    """Whether the claimed law of an article is none that the quotes or their passages name."""
    name = claimed.value[0]
    if claimed.kind is not Kind.ARTICLE or name is None:
        return False
    named = [
        f.value[0]
        for f in said
        if f.kind is Kind.ARTICLE and _agrees(f.value[1:], claimed.value[1:])
    ]
    if any(law is not None and _same_law(law, name) for law in named):
        return False
    return not any(_same_law(law.value[0], name) for law in laws)


def _same_law(said: float | str | None, claimed: float | str | None) -> bool:
    if said is None or claimed is None:
        return True
    one, other = law_named(str(said)), law_named(str(claimed))
    if one and other:
        return one.name == other.name
    plain, asked = _plain_law(str(said)), _plain_law(str(claimed))
    return plain.endswith(asked) or asked.endswith(plain)


def _plain_law(name: str) -> str:
    return re.sub(r"中华人民共和国|[\s()〈〉]", "", name.translate(WIDE))
