"""Origin: where a quote that is not in its cited passage comes from, as far as was shown."""

from collections.abc import Mapping

from analysis.answer import Fault, Finding
from analysis.verify.locate import locate
from retrieval.hit import Hit

SHORTEST_PIECE = 6
"""Characters of a piece of a spliced quote; shorter ones are found anywhere."""

MOST_PIECES = 4

_ENDS = " \t\n，。；：、…“”"


def origin_fault(quote: str, cited: Hit, given: Mapping[str, Hit]) -> Finding:
    """Why a quote is not in the passage it is cited from, with the place that holds it if one does.

    From another passage or another judgment, put together from pieces of what was shown, or not
    found at all. Pieces are looked for in the cited judgment first.
    """
    shown = quote if len(quote) <= 40 else quote[:40] + "……"
    same = [(k, h) for k, h in given.items() if h.passage.judgment_id == cited.passage.judgment_id]
    others = [
        (k, h) for k, h in given.items() if h.passage.judgment_id != cited.passage.judgment_id
    ]
    for key, hit in (*same, *others):
        if hit.passage.id != cited.passage.id and locate(quote, hit.passage.text):
            return Finding(
                Fault.QUOTE_ELSEWHERE,
                f"所引“{shown}”不在所注的段落里，出自{_place(key, hit, cited)}。",
            )
    if pieces := _pieces(quote, [h for _, h in (*same, *others)]):
        told = "；".join(f"“{piece}”出自{_place('', hit, cited)}" for piece, hit in pieces)
        return Finding(Fault.QUOTE_SPLICED, f"所引“{shown}”不是连续的原文，由几处拼成：{told}。")
    return Finding(Fault.QUOTE_NOT_FOUND, f"所引“{shown}”在该段落里找不到。")


def _place(key: str, hit: Hit, cited: Hit) -> str:
    if hit.passage.id == cited.passage.id:
        return "所注的段落"
    number = f"“{key}”" if key else ""
    if hit.passage.judgment_id == cited.passage.judgment_id:
        return f"同一文书的另一段落{number}（{hit.passage.voice}）"
    return f"另一份文书《{hit.title}》的段落{number}（{hit.passage.voice}）"


def _pieces(quote: str, hits: list[Hit]) -> list[tuple[str, Hit]]:
    """The quote as pieces that each stand somewhere, from the left; empty if it is not such."""
    found: list[tuple[str, Hit]] = []
    rest = quote.strip(_ENDS)
    while rest:
        piece, hit = _longest_start(rest, hits)
        if hit is None or len(found) == MOST_PIECES:
            return []
        found.append((piece, hit))
        rest = rest[len(piece) :].lstrip(_ENDS)
    return found if len(found) > 1 else []


def _longest_start(quote: str, hits: list[Hit]) -> tuple[str, Hit | None]:
    """The longest beginning of the quote that one of the passages holds."""
    best, holder = SHORTEST_PIECE - 1, None
    for hit in hits:
        while best < len(quote) and quote[: best + 1] in hit.passage.text:
            best, holder = best + 1, hit
    return (quote[:best], holder) if holder else ("", None)
