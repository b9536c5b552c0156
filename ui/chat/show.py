"""How an answer looks: values in, HTML out, nothing else.

Every word that is not ours passes `as_html`. The quotes stand in `<bdi>`, so that a direction
mark in a document cannot turn the page around it.
"""

from collections.abc import Mapping, Sequence

from analysis.answer import Answer, Citation, Outcome, Statement
from analysis.settings import NO_MODEL
from corpus.voice import Voice
from retrieval.hit import Hit
from ui.badges import badge_html, family_of, labels_html, note_html
from ui.chat.conversation import CitedPassage, Exchange, place_key
from ui.chat.drawer import drawer_html, drawer_id, likely_html, provisions_html
from ui.chat.places import mark, place
from ui.escape import as_html

BANNERS: dict[Outcome, tuple[str, str]] = {
    Outcome.DECLINED: ("pd-declined", "未作回答"),
    Outcome.PREMISE_REJECTED: ("pd-premise", "问题的前提与文书不符"),
    Outcome.UNAVAILABLE: ("pd-unavailable", "现在无法回答"),
}
"""What stands above everything that is not a plain answer: CSS class and words."""

SPUN = "出处疑似被机器改写过，词语可能已被替换，引用前请核对裁判文书原件。"
PARTIAL = "出处的文字可能不全或有误读，引用前请核对原件。"
DIGEST = "出处是案例摘要，由判读自撰，不是裁判文书原文。"
UNSURE = "部分引文未能确定是谁说的，不可当作法院的认定。"
GONE = "出处已移出文库，引文是当时核验过的，现在不能再核。"

OPEN_PROVISIONS = 3
"""Cited articles that are told unfolded beside a quote; an order may cite twenty."""


def answer_html(exchange: Exchange) -> str:
    """A finished answer: banner, statements beside their sources, what else must be known.

    That the model failed stands above all: what follows is not what was asked for. Empty if
    there is no answer.
    """
    answer = exchange.answer
    if answer is None:
        return ""
    failed_model = exchange.model_failure
    labels = [w for w in answer.warnings if failed_model and failed_model in w]
    others = [w for w in answer.warnings if w not in labels]
    parts = [*(alert_html(label, "pd-premise") for label in labels), _banner(answer)]
    if answer.statements:
        parts.append(statements_html(answer.statements, exchange.cited, exchange.number))
    elif answer.outcome is Outcome.ANSWERED:  # a count of none has no place to show
        parts.append(f'<p class="pd-text"><bdi>{as_html(answer.text)}</bdi></p>')
    if answer.outcome is not Outcome.ANSWERED and answer.hits:
        parts.append(nearest_html(answer.hits))
    parts += [_warnings(others), _footer(exchange, answer)]
    return f'<section class="pd-answer">{"".join(parts)}</section>'


def statements_html(
    statements: Sequence[Statement], cited: Sequence[CitedPassage], exchange_number: int
) -> str:
    """The statements with their marks, and the passages the marks lead to."""
    passages = {place_key(passage.citation): passage for passage in cited}
    said = []
    told: set[str] = set()  # what is said in full beside one sentence is a label beside the next
    for number, statement in enumerate(statements):
        leads = number == 0 and len(statements) > 1
        said.append(_statement(statement, passages, exchange_number, told, leads=leads))
    sources = "".join(_source(passage, exchange_number) for passage in cited)
    beside = f'<aside class="pd-sources" aria-label="出处"><h3>出处</h3>{sources}</aside>'
    drawers = "".join(drawer_html(passage, exchange_number) for passage in cited)
    return (
        f'<div class="pd-grid"><ol class="pd-statements">{"".join(said)}</ol>'
        f"{beside if sources else ''}</div>{drawers}"
    )


def draft_html(
    statements: Sequence[Statement], cited: Sequence[CitedPassage], exchange_number: int
) -> str:
    """The statements so far of an answer that is still being written."""
    inner = statements_html(statements, cited, exchange_number)
    return f'<section class="pd-answer" aria-live="polite">{inner}</section>'


def follow_up_html(standalone_question: str) -> str:
    """How a question that leans on an earlier one was understood."""
    return (
        '<p class="pd-understood"><span class="pd-note">按此理解</span>'
        f"<bdi>{as_html(standalone_question)}</bdi></p>"
    )


def nearest_html(hits: Sequence[Hit]) -> str:
    """The nearest passages, folded away."""
    items = "".join(
        f'<article class="pd-source {family_of(hit.passage.voice)}"><header>'
        f'<span class="pd-title"><bdi>{as_html(hit.title)}</bdi></span>'
        f"{badge_html(hit.passage.voice)}"
        f"{labels_html(digest=hit.digest, spun=hit.spun, partial=hit.partial)}"
        f'<span class="pd-place">{place(hit.passage.span, hit.page)}</span></header>'
        f"<blockquote><bdi>{as_html(hit.passage.text)}</bdi></blockquote></article>"
        for hit in hits
    )
    return (
        f'<details class="pd-nearest"><summary>最接近的 {len(hits)} 个段落（未作为回答依据）'
        f"</summary>{items}</details>"
    )


def progress_html(text: str) -> str:
    """What is being done right now."""
    return f'<p class="pd-progress" role="status">{as_html(text)}</p>'


def question_html(text: str) -> str:
    """The reader's own question, line breaks kept."""
    return f'<h2 class="pd-question"><bdi>{as_html(text)}</bdi></h2>'


def alert_html(text: str, css_class: str = "pd-unavailable") -> str:
    """A message of ours or of the model's side, set apart from answers."""
    return f'<div class="pd-banner {css_class}" role="alert"><p>{as_html(text)}</p></div>'


def _banner(answer: Answer) -> str:
    said = answer.note if answer.statements else answer.text
    if answer.outcome not in BANNERS:  # answered, and a part of the question left open
        note = answer.statements and answer.note
        return alert_html(answer.note, "pd-declined") if note else ""
    css_class, title = BANNERS[answer.outcome]
    text = f"<p><bdi>{as_html(said)}</bdi></p>" if said else ""
    return f'<div class="pd-banner {css_class}" role="note"><strong>{title}</strong>{text}</div>'


def _statement(
    statement: Statement,
    passages: Mapping[tuple[object, ...], CitedPassage],
    exchange_number: int,
    told: set[str],
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
    labels = _labels(known, told)  # before the cautions, which add to what is told
    cautions = _cautions(statement, known, told)
    kind = ("" if statement.verified else " pd-doubtful") + (" pd-lead" if leads else "")
    return (
        f'<li class="pd-statement {family_of(statement.voice)}{kind}">'
        f'<div class="pd-head">{badge_html(statement.voice)}{note_html(statement.voice)}'
        f"{labels}{_check(statement)}</div>"
        f'<p class="pd-text"><bdi>{as_html(statement.text)}</bdi>{marks}</p>{quotes}'
        f"{_findings(statement)}{cautions}</li>"
    )


def _once(statement: Statement) -> list[Citation]:
    return list({place_key(c): c for c in statement.citations}.values())


def _mark_button(number: int, exchange_number: int) -> str:
    id_ = drawer_id(exchange_number, number)
    return (
        f'<button type="button" class="pd-mark" popovertarget="{id_}"'
        f' aria-label="出处 {number}：看上下文">{mark(number)}</button>'
    )


def _labels(cited: Sequence[CitedPassage], told: set[str]) -> str:
    """The faults that an earlier sentence of the answer told in full, as labels."""
    return labels_html(
        spun=SPUN in told and any(passage.spun for passage in cited),
        partial=PARTIAL in told and any(passage.partial for passage in cited),
        digest=DIGEST in told and any(passage.citation.digest for passage in cited),
    )


def _cautions(statement: Statement, cited: Sequence[CitedPassage], told: set[str]) -> str:
    """What is wrong with what this one sentence rests on, a line each; `told` grows by it."""
    voices = {citation.voice for citation in statement.citations}
    faults = {
        SPUN: any(passage.spun for passage in cited),
        PARTIAL: any(passage.partial for passage in cited),
        DIGEST: any(citation.digest for citation in statement.citations),
        UNSURE: Voice.OTHER in voices and statement.voice is not Voice.OTHER,
        GONE: any(passage.gone for passage in cited),
    }
    new = [words for words, there in faults.items() if there and words not in told]
    told.update(new)
    lines = "".join(f"<li>{as_html(words)}</li>" for words in new)
    return f'<ul class="pd-cautions">{lines}</ul>' if lines else ""


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
    before = ("……" if passage.cut_before else "") + passage.before
    after = passage.after + ("……" if passage.cut_after else "")
    return (
        f'<article class="pd-source {family_of(citation.voice)}">{header}'
        f"<blockquote><bdi>{as_html(before)}</bdi><mark><bdi>{as_html(citation.quote)}</bdi></mark>"
        f"<bdi>{as_html(after)}</bdi></blockquote>{likely_html(citation.likely_reading)}"
        f"{provisions_html(passage, open_up_to=OPEN_PROVISIONS)}</article>"
    )


def _warnings(warnings: Sequence[str]) -> str:
    if not warnings:
        return ""
    items = "".join(f"<li>{as_html(text)}</li>" for text in warnings)
    return f'<ul class="pd-warnings" aria-label="请注意">{items}</ul>'


def _footer(exchange: Exchange, answer: Answer) -> str:
    who = (
        "原文摘录，未经语言模型"
        if answer.model == NO_MODEL
        else f"由语言模型 {answer.model} 撰写，逐句核验"
    )
    return (
        f'<footer class="pd-footer">{as_html(who)}　·　范围：{as_html(exchange.scope)}'
        f"　·　{_seconds(answer.seconds)}</footer>"
    )


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} 秒" if seconds >= 0.1 else "不到 0.1 秒"
