"""An answer to be pasted elsewhere, with its sources: as plain text, and as HTML."""

from collections.abc import Iterator

from corpus.provision_today import PROVISIONS_ARE_OURS
from ui.badges import Family
from ui.chat.conversation import Exchange
from ui.escape import as_html
from ui.export import wording
from ui.export.compose import memo_of
from ui.export.memo import Asked, Footnote, Said
from ui.export.source import Read
from ui.export.visible import REPLACED

INDENTED = "　　"


def plain(exchange: Exchange, read: Read) -> str:
    """Question, answer and numbered sources as lines of text."""
    memo = memo_of((exchange,), read)
    lines = [line for asked in memo.asked for line in _asked(asked)]
    if memo.footnotes:
        lines.append(wording.SOURCES)
    for note in memo.footnotes:
        lines.append(f"[{note.number}] {_grounds(note)}：")
        lines.append(
            f"“{note.quote}”" if note.is_original else f"{wording.NOT_ORIGINAL}{note.quote}"
        )
        lines += _beneath(note)
    for asked in memo.asked:
        lines += [f"{wording.WARNINGS}：{warning}" for warning in asked.warnings]
        lines.append(wording.ended(asked))
    if memo.has_replaced:
        lines.append(REPLACED)
    lines.append(f"{wording.HEADLINE} · {wording.BEWARE}")
    return "\n".join(lines)


def rich(exchange: Exchange, read: Read) -> str:
    """The same as HTML that Word and WPS take over when it is pasted; no script, no address."""
    memo = memo_of((exchange,), read)
    parts = [part for asked in memo.asked for part in _asked_html(asked)]
    if memo.footnotes:
        parts.append(f"<p><b>{wording.SOURCES}</b></p>")
        parts += [_footnote_html(note) for note in memo.footnotes]
    for asked in memo.asked:
        parts += [_p(f"{wording.WARNINGS}：{warning}") for warning in asked.warnings]
        parts.append(_p(wording.ended(asked)))
    if memo.has_replaced:
        parts.append(_p(REPLACED))
    parts.append(_p(f"{wording.HEADLINE} · {wording.BEWARE}"))
    return f'<div lang="zh-CN">{"".join(parts)}</div>'


def _asked(asked: Asked) -> Iterator[str]:
    yield f"问：{asked.question}"
    if asked.understood:
        yield wording.UNDERSTOOD + asked.understood
    yield from asked.alerts
    yield from filter(None, (asked.outcome, asked.note))
    for said in asked.said:
        margin = "" if _is_courts(said) else INDENTED
        marks = "".join(f"[{number}]" for number in said.footnotes)
        yield f"{margin}{wording.named(said.speaker)}{_beside(said)}{said.text}{marks}"
        yield from (f"{margin}　{finding}" for finding in said.findings)
    if asked.nearest:
        yield wording.NEAREST
    for near in asked.nearest:
        yield f"{INDENTED}{wording.nearest(near)}：“{near.text}”"


def _asked_html(asked: Asked) -> Iterator[str]:
    yield f"<p><b>{_text(f'问：{asked.question}')}</b></p>"
    if asked.understood:
        yield _p(wording.UNDERSTOOD + asked.understood)
    yield from (f"<p><b>{_text(alert)}</b></p>" for alert in asked.alerts)
    if asked.outcome:
        yield f"<p><b>{_text(asked.outcome)}</b></p>"
    if asked.note:
        yield _p(asked.note)
    for said in asked.said:
        margin = "" if _is_courts(said) else ' style="margin-left:2em"'
        marks = "".join(f"<sup>[{number}]</sup>" for number in said.footnotes)
        yield (
            f"<p{margin}><b>{_text(wording.named(said.speaker))}</b>{_text(_beside(said))}"
            f"{_text(said.text)}{marks}</p>"
        )
        if said.findings:
            items = "".join(f"<li>{_text(finding)}</li>" for finding in said.findings)
            yield f"<ul>{items}</ul>"
    if asked.nearest:
        yield f"<p><b>{wording.NEAREST}</b></p>"
    for near in asked.nearest:
        yield f"<blockquote>{_text(wording.nearest(near))}：“{_text(near.text)}”</blockquote>"


def _footnote_html(note: Footnote) -> str:
    quote = (
        f"“{_text(note.quote)}”"
        if note.is_original
        else f"{wording.NOT_ORIGINAL}<s>{_text(note.quote)}</s>"
    )
    beneath = "".join(f"<br>{_text(line)}" for line in _beneath(note))
    return f"<p>[{note.number}] {_text(_grounds(note))}：{quote}{beneath}</p>"


def _is_courts(said: Said) -> bool:
    return said.speaker.family in (Family.HOLDING, Family.FRAME)


def _beside(said: Said) -> str:
    """What must go along with a pasted sentence; nothing for a court's, checked."""
    verdict = "" if said.verdict.is_sound else said.verdict.value
    told = "；".join(filter(None, (said.speaker.caveat, *said.labels, verdict)))
    return f"（{told}）" if told else ""


def _grounds(note: Footnote) -> str:
    verdict = "" if note.verdict.is_sound else f"　{note.verdict.value}"
    return wording.grounds(note) + verdict


def _beneath(note: Footnote) -> Iterator[str]:
    if note.likely:
        yield wording.LIKELY + note.likely
    yield from note.provisions
    if note.provisions:
        yield PROVISIONS_ARE_OURS


def _p(text: str) -> str:
    return f"<p>{_text(text)}</p>"


def _text(text: str) -> str:
    """Foreign text, set apart from the direction of what surrounds it."""
    return f"<bdi>{as_html(text).replace(chr(10), '<br>')}</bdi>"
