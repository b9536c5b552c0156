"""A judgment as a page: head, outline and what it cites beside the text, tools above the text."""

from collections.abc import Callable, Sequence

from analysis.instances import ToldReview
from corpus.judgment import Judgment
from corpus.passage import Span
from ui.escape import as_html
from ui.reading.body import body_html
from ui.reading.cited import cases_html, days_html, statutes_html
from ui.reading.head import GONE, head_html
from ui.reading.outline import outline_html, voices_html
from ui.reading.sums import sums_html
from ui.reading.words import marks_of


def document_html(
    judgment: Judgment,
    spans: Sequence[Span] = (),
    reviews: Sequence[ToldReview] = (),
    find_case: Callable[[str], str] = lambda number: "",
    notes: Sequence[str] = (),
) -> str:
    """The whole page of a judgment, the spans marked; a span that the text does not have is told.

    The script `reading.js` brings the first mark into view, jumps, searches, folds and copies.
    """
    length = len(judgment.text)
    there = [Span(s.start, min(s.end, length)) for s in spans if s.start < length]
    marks = marks_of(there)
    goto = ",".join(f"{mark.span.start}-{mark.span.end}" for mark in marks)
    told = [*notes, *([GONE] if len(there) < len(spans) else [])]
    return (
        f'<article class="pd-reading" data-doc="{as_html(judgment.id)}" data-goto="{goto}"'
        f' data-source="{as_html(source_words(judgment, reviews))}">'
        f"{head_html(judgment, reviews, told)}"
        f'<div class="pd-desk"><aside class="pd-side" aria-label="结构与引用">'
        f"{_side(judgment, find_case)}</aside>"
        f'<section class="pd-paper" aria-label="文书正文"><h2 class="pd-unseen">文书正文</h2>'
        f"{_tools(len(marks), spun=judgment.quality.spun)}"
        f'<div class="pd-body">{body_html(judgment, marks)}</div></section></div></article>'
        f"{_COPYING}"
    )


def source_words(judgment: Judgment, reviews: Sequence[ToldReview] = ()) -> str:
    """What a copied quote says of its source: court, number, title, and what must be known of it.

    >>> from corpus.judgment import Header
    >>> source_words(Judgment("ab", "水桶案", "", Header(court="某县法院", doc_type="判决书"), ()))
    '某县法院《水桶案》'
    """
    head = judgment.header
    labels = [
        *(["案例摘要，非原文"] if judgment.is_digest else []),
        *(["疑似改写，须核对原件"] if judgment.quality.spun else []),
        *(["文字可能不全"] if judgment.quality.partial else []),
        *(["已被后来的裁判改变"] if any(review.overturned for review in reviews) else []),
    ]
    label = f"［{'；'.join(labels)}］" if labels else ""
    named = f"{head.court or ''}{head.case_number or ''}"
    title = "" if judgment.title in named else f"《{judgment.title}》"  # it may be just that
    return f"{named}{title}{label}"


_COPYING = (
    '<div class="pd-copying" hidden><span class="pd-copied" role="status"></span>'
    '<button type="button" class="pd-copy">复制并附出处</button></div>'
)


def _side(judgment: Judgment, find_case: Callable[[str], str]) -> str:
    numbers = len({(s.law, s.article, s.suffix, s.paragraph) for s in judgment.statutes})
    panels = (
        ("结构", f"{outline_html(judgment)}", True),
        (f"条文（{numbers}）", statutes_html(judgment), False),
        (f"金额（{len(judgment.amounts)}）", sums_html(judgment), False),
        ("提到的案号", cases_html(judgment, find_case), False),
        ("提到的日期", days_html(judgment), False),
    )
    shown = "".join(
        f'<details class="pd-panel"{" open" if is_open else ""}><summary><h2>{title}</h2></summary>'
        f'<div class="pd-panel-in">{inner}</div></details>'
        for title, inner, is_open in panels
        if inner
    )
    return f"{voices_html(judgment)}{shown}"


def _tools(marks: int, *, spun: bool) -> str:
    cited = (
        '<span class="pd-steps" role="group" aria-label="标出的引文">'
        f'{_step("cite", -1, "上一处引文")}<span class="pd-cite-at" role="status">'
        f"引文 1 / {marks}</span>{_step('cite', 1, '下一处引文')}</span>"
    )
    compare = (
        '<button type="button" class="pd-pick pd-compare" aria-pressed="true">对照推测</button>'
    )
    return (
        '<div class="pd-tools"><div class="pd-find" role="search">'
        '<input type="search" class="pd-query" placeholder="在这份文书里查找"'
        ' aria-label="在这份文书里查找" autocomplete="off" spellcheck="false">'
        '<span class="pd-hits" role="status"></span>'
        f"{_step('hit', -1, '上一处')}{_step('hit', 1, '下一处')}</div>"
        f"{cited if marks else ''}{compare if spun else ''}</div>"
    )


def _step(what: str, by: int, label: str) -> str:
    sign = "‹" if by < 0 else "›"
    return (
        f'<button type="button" class="pd-step" data-{what}-step="{by}"'
        f' aria-label="{label}">{sign}</button>'
    )
