"""Figures: numbers, dates, sums, articles and case numbers of a statement, against its quotes."""

import re
from collections.abc import Collection, Iterable, Sequence

from analysis.locate import WIDE
from corpus.amount import amounts_in
from corpus.numeral import CHINESE_NUMERALS, integer_of

_NUMBER = re.compile(rf"[0-9][0-9,]*(?:\.[0-9]+)?|[{CHINESE_NUMERALS}]+(?=年|月|日|条|款|项|元|天)")


def unsupported_figures(text: str, quotes: Sequence[str], titles: Collection[str]) -> list[str]:
    """The figures of `text` that none of the quotes holds, as written, in text order."""
    said = {value for quote in (*quotes, *titles) for value, _ in _figures(quote)}
    return [shown for value, shown in _figures(text) if value not in said]


def _figures(text: str) -> Iterable[tuple[float, str]]:
    plain = text.translate(WIDE)
    for amount in amounts_in(plain):
        yield amount.yuan, amount.span.of(text)
        plain = (
            plain[: amount.span.start]
            + " " * (amount.span.end - amount.span.start)
            + plain[amount.span.end :]
        )
    for match in _NUMBER.finditer(plain):
        raw = match[0].replace(",", "")
        value = float(raw) if raw[0].isdigit() and raw.isascii() else integer_of(raw)
        if value is not None:
            yield float(value), match[0]
