"""How an answer looks: values in, HTML out, nothing else.

Every word that is not ours passes `as_html`. The quotes stand in `<bdi>`, so that a direction
mark in a document cannot turn the page around it.
"""

from collections.abc import Mapping, Sequence

from analysis.answer import Answer, Outcome, Statement
from analysis.settings import NO_MODEL
from retrieval.hit import Hit
from ui.badges import badge_html, family_of, labels_html
from ui.chat.cautions import told_beside
from ui.chat.conversation import CitedPassage, Exchange
from ui.chat.places import place
from ui.chat.statements import NO_CONTEXTS, statements_html
from ui.escape import as_html

BANNERS: dict[Outcome, tuple[str, str]] = {
    Outcome.DECLINED: ("pd-declined", "未作回答"),
    Outcome.PREMISE_REJECTED: ("pd-premise", "问题的前提与文书不符"),
    Outcome.UNAVAILABLE: ("pd-unavailable", "现在无法回答"),
}
"""What stands above everything that is not a plain answer: CSS class and words."""


def answer_html(exchange: Exchange, contexts: Mapping[int, str] = NO_CONTEXTS) -> str:
    """A finished answer: banner, statements beside their sources, what else must be known.

    `contexts` is what the citations open in, HTML by their numbers (`contexts_of`).

    That the model failed stands above all: what follows is not what was asked for. Empty if
    there is no answer.
    """
    answer = exchange.answer
    if answer is None:
        return ""
    failed_model = exchange.model_failure
    labels = [w for w in answer.warnings if failed_model and failed_model in w]
    beside = told_beside(answer.statements, exchange.cited)
    others = [w for w in answer.warnings if w not in labels and w not in beside]
    parts = [*(alert_html(label, "pd-premise") for label in labels), _banner(answer)]
    if answer.statements:
        parts.append(statements_html(answer.statements, exchange.cited, exchange.number, contexts))
    elif answer.outcome is Outcome.ANSWERED:  # a count of none has no place to show
        parts.append(f'<p class="pd-text"><bdi>{as_html(answer.text)}</bdi></p>')
    if answer.outcome is not Outcome.ANSWERED and answer.hits:
        parts.append(nearest_html(answer.hits))
    parts += [_warnings(others), _footer(exchange, answer)]
    return f'<section class="pd-answer">{"".join(parts)}</section>'


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
