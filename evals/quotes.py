"""Where a quote stands in a judgment: evidence that people give by its words, not its offsets."""

from corpus.passage import Span


def spans_of_quote(quote: str, text: str) -> tuple[Span, ...]:
    """Every place where the text has these words, in order; places do not overlap.

    Spaces and line ends do not count, in either: spreadsheets wrap what a judgment runs on, and
    the other way round. Everything else must agree character for character. () for a quote of
    nothing but spaces.

    >>> [(span.start, span.end) for span in spans_of_quote("归还 借款", "应归还\\n借款。")]
    [(1, 6)]
    """
    wanted = "".join(quote.split())
    if not wanted:
        return ()
    places = [place for place, character in enumerate(text) if not character.isspace()]
    written = "".join(text[place] for place in places)
    found, start = [], written.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        found.append(Span(places[start], places[end - 1] + 1))
        start = written.find(wanted, end)
    return tuple(found)
