"""The sentences of an answer with their marks, and the passages that the marks open. Pure HTML."""

from collections.abc import Mapping, Sequence

from analysis.answer import Citation, Statement
from ui.badges import badge_html, family_of, labels_html, note_html
from ui.chat.cautions import Caution, cautions_for, labels_of
from ui.chat.conversation import CitedPassage, place_key
from ui.chat.drawer import (
    drawer_html,
    drawer_id,
    likely_html,
    provisions_html,
    surroundings_html,
)
from ui.chat.places import mark, place
from ui.escape import as_html

NO_CONTEXTS: Mapping[int, str] = {}

OPEN_PROVISIONS = 3
"""Cited articles that are told unfolded beside a quote; an order may cite twenty."""


def statements_html(
    statements: Sequence[Statement],
    cited: Sequence[CitedPassage],
    exchange_number: int,
    contexts: Mapping[int, str] = NO_CONTEXTS,
) -> str:
    """The statements with their marks, and the passages the marks open, in their contexts."""
    passages = {place_key(passage.citation): passage for passage in cited}
    said = []
    told: set[Caution] = set()  # in full beside one sentence, a label beside the next
    for number, statement in enumerate(statements):
        leads = number == 0 and len(statements) > 1
        said.append(_statement(statement, passages, exchange_number, told, leads=leads))
    sources = "".join(_source(passage, exchange_number) for passage in cited)
    beside = f'<aside class="pd-sources" aria-label="出处"><h3>出处</h3>{sources}</aside>'
    drawers = "".join(
        drawer_html(passage, exchange_number, contexts.get(passage.number, "")) for passage in cited
    )
    return (
        f'<div class="pd-grid"><ol class="pd-statements">{"".join(said)}</ol>'
        f"{beside if sources else ''}</div>{drawers}"
    )


def _statement(
    statement: Statement,
    passages: Mapping[tuple[object, ...], CitedPassage],
    exchange_number: int,
    told: set[Caution],
    *,
    leads: bool,
) -> str:
    known = [passages[key] for c in _once(statement) if (key := place_key(c)) in passages]
    marks = "".join(_mark_button(passage.number, exchange_number) for passage in known)
    quotes = "".join(
        f'<p class="pd-quote"><bdi>“{as_html(c.quote)}”</bdi></p>'
        for c in _once(statement)
        if c.quote and c.quote not in statement.text
    )
    cautions = cautions_for(statement, known)
    labels = labels_of([caution for caution in cautions if caution in told])
    new = "".join(f"<li>{as_html(caution)}</li>" for caution in cautions if caution not in told)
    told.update(cautions)
    beneath = f'<ul class="pd-cautions">{new}</ul>' if new else ""
    kind = ("" if statement.verified else " pd-doubtful") + (" pd-lead" if leads else "")
    return (
        f'<li class="pd-statement {family_of(statement.voice)}{kind}">'
        f'<div class="pd-head">{badge_html(statement.voice)}{note_html(statement.voice)}'
        f"{labels}{_check(statement)}</div>"
        f'<p class="pd-text"><bdi>{as_html(statement.text)}</bdi>{marks}</p>{quotes}'
        f"{_findings(statement)}{beneath}</li>"
    )


def _once(statement: Statement) -> list[Citation]:
    return list({place_key(c): c for c in statement.citations}.values())


def _mark_button(number: int, exchange_number: int) -> str:
    id_ = drawer_id(exchange_number, number)
    return (
        f'<button type="button" class="pd-mark" popovertarget="{id_}"'
        f' aria-label="出处 {number}：看上下文">{mark(number)}</button>'
    )


def _check(statement: Statement) -> str:
    if statement.verified:
        return '<span class="pd-check">✓ 已核验</span>'
    return '<span class="pd-check pd-alarm">✗ 未通过核验，请勿引用</span>'


def _findings(statement: Statement) -> str:
    if statement.verified:
        return ""
    found = [f"{f.fault.value}：{f.message}" for f in statement.findings] or ["引文没有全部核验"]
    items = "".join(f"<li>{as_html(text)}</li>" for text in found)
    return f'<ul class="pd-findings">{items}</ul>'


def _source(passage: CitedPassage, exchange_number: int) -> str:
    citation = passage.citation
    opened_by = (
        f'<button type="button" class="pd-more" popovertarget='
        f'"{drawer_id(exchange_number, passage.number)}"'
        f' aria-label="出处 {passage.number}：看上下文">上下文</button>'
    )
    header = (
        f'<header><span class="pd-number">{mark(passage.number)}</span>'
        f'<span class="pd-title"><bdi>{as_html(citation.title)}</bdi></span>'
        f"{badge_html(citation.voice)}"
        f"{labels_html(digest=citation.digest, spun=passage.spun, partial=passage.partial)}"
        f'<span class="pd-place">{place(citation.span, citation.page)}</span>{opened_by}</header>'
    )
    if not citation.verified:
        return (
            f'<article class="pd-source pd-doubtful">'
            f'{header}<p class="pd-findings">以下文字没有在出处中逐字找到，不是原文：</p>'
            f"<blockquote><bdi><s>{as_html(citation.quote)}</s></bdi></blockquote></article>"
        )
    return (
        f'<article class="pd-source {family_of(citation.voice)}">{header}'
        f"{surroundings_html(passage)}{likely_html(citation.likely_reading)}"
        f"{provisions_html(passage, open_up_to=OPEN_PROVISIONS)}</article>"
    )
