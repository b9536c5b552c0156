"""How a citation is numbered and its place is told."""

from corpus.passage import Span

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def mark(number: int) -> str:
    """A citation mark.

    >>> mark(2), mark(21)
    ('②', '(21)')
    """
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def place(span: Span | None, page: int | None = None) -> str:
    """Where a passage stands, counted as the command line and the JSON count.

    >>> place(Span(49, 99)), place(Span(49, 99), 3)
    ('第 49–99 字', '第 3 页，第 49–99 字')
    """
    if span is None:
        return "位置不明"
    return (f"第 {page} 页，" if page else "") + f"第 {span.start}–{span.end} 字"
