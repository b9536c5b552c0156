"""From what the page keeps of a conversation to the document."""

from collections.abc import Mapping, Sequence

from analysis.answer import Answer, Citation, Outcome, Statement
from analysis.settings import NO_MODEL
from corpus.voice import Voice
from retrieval.hit import Hit
from ui.badges import NOTES, family_of
from ui.chat.conversation import Exchange, place_key
from ui.chat.places import place
from ui.export.memo import Asked, Footnote, Memo, Nearest, Said, Speaker, Verdict
from ui.export.source import Check, Read, Sources, checked
from ui.export.visible import SIGN, visible

OUTCOMES: dict[Outcome, str] = {
    Outcome.ANSWERED: "",
    Outcome.DECLINED: "未作回答",
    Outcome.PREMISE_REJECTED: "问题的前提与文书不符",
    Outcome.UNAVAILABLE: "现在无法回答",
}
"""What stands above everything that is not a plain answer."""

INTERRUPTED = "这次回答中途停下了，没有结果。"
NOT_ALL_CHECKED = "引文没有全部核验"

DIGEST_LABEL = "案例摘要 · 非原文"
SPUN_LABEL = "疑似改写：引文照录来源，不等于法院原话"
PARTIAL_LABEL = "文字可能不全"

NEAREST_TOLD = 5
"""Passages told beside a question that was not answered; further ones are hardly near."""


def memo_of(exchanges: Sequence[Exchange], read: Read) -> Memo:
    """The document of these exchanges. Every citation is checked anew; each judgment is read once.

    A place that is cited twice within an exchange has one footnote.
    """
    notes = _Notes(Sources(read))
    asked = tuple(_asked(exchange, notes) for exchange in exchanges)
    footnotes = notes.written()
    return Memo(asked, footnotes, has_replaced=SIGN in repr((asked, footnotes)))  # in any field


class _Notes:
    """The footnotes so far, numbered by first mention."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._numbers: dict[tuple[object, ...], int] = {}
        self._cited: list[tuple[Citation, Check]] = []
        self._findings: list[dict[str, None]] = []

    def number(self, exchange: int, citation: Citation, findings: Sequence[str]) -> int:
        key = (exchange, *place_key(citation))
        if key not in self._numbers:
            self._numbers[key] = len(self._cited) + 1
            check = checked(citation, self._sources.of(citation.judgment_id))
            self._cited.append((citation, check))
            self._findings.append({})
        number = self._numbers[key]
        self._findings[number - 1] |= dict.fromkeys(findings)
        return number

    def verdict(self, number: int) -> Verdict:
        citation, check = self._cited[number - 1]
        if not citation.verified:
            return Verdict.FAULTY
        return {Check.EXACT: Verdict.SOUND, Check.UNREADABLE: Verdict.UNCHECKED}.get(
            check, Verdict.FAULTY
        )

    def labels(self, citation: Citation) -> tuple[str, ...]:
        judgment = self._sources.of(citation.judgment_id).judgment
        return _labels(
            digest=citation.digest or (judgment is not None and judgment.is_digest),
            spun=citation.likely_reading is not None
            or (judgment is not None and judgment.quality.spun),
            partial=judgment is not None and judgment.quality.partial,
        )

    def written(self) -> tuple[Footnote, ...]:
        return tuple(self._footnote(n) for n in range(1, len(self._cited) + 1))

    def _footnote(self, number: int) -> Footnote:
        citation, check = self._cited[number - 1]
        source = self._sources.of(citation.judgment_id)
        header = source.judgment.header if source.judgment else None
        court = (header and header.court) or ""
        case_number = (header and header.case_number) or ""
        told = (court, case_number, citation.title)
        return Footnote(
            number=number,
            speaker=_speaker(citation.voice),
            source=visible("，".join(part for part in told if part)),
            title=visible(citation.title),
            case_number=visible(case_number),
            files=visible("、".join(citation.source_ids or (citation.source_id,))),
            labels=self.labels(citation),
            place=place(citation.span, citation.page),
            quote=visible(citation.quote),
            verdict=self.verdict(number),
            check=check.value,
            fingerprint=source.fingerprint or "",
            findings=tuple(self._findings[number - 1]),
            likely=visible(citation.likely_reading or ""),
            provisions=tuple(visible(p.words) for p in citation.provisions),
        )


def _asked(exchange: Exchange, notes: _Notes) -> Asked:
    answer = exchange.answer
    number, question = exchange.number, visible(exchange.question.strip())
    scope = visible(exchange.scope)
    if answer is None:
        alert = visible(exchange.failure or INTERRUPTED)
        return Asked(number, question, "", (alert,), "", "", (), (), (), "", scope)
    failed = exchange.model_failure
    alerts = tuple(w for w in answer.warnings if failed and failed in w)
    beside = answer.note if answer.statements else answer.text
    return Asked(
        number=number,
        question=question,
        understood=visible(answer.standalone_question) if exchange.is_follow_up else "",
        alerts=tuple(map(visible, alerts)),
        outcome=OUTCOMES[answer.outcome],
        note=visible(beside),
        said=tuple(_said(s, number, notes) for s in answer.statements),
        nearest=_nearest(answer),
        warnings=tuple(visible(w) for w in answer.warnings if w not in alerts),
        writer=visible(_writer(answer)),
        scope=scope,
    )


def _said(statement: Statement, exchange: int, notes: _Notes) -> Said:
    findings = tuple(visible(f"{f.fault.value}：{f.message}") for f in statement.findings)
    numbers = tuple(dict.fromkeys(notes.number(exchange, c, findings) for c in statement.citations))
    verdicts = {notes.verdict(number) for number in numbers}
    if not statement.verified or Verdict.FAULTY in verdicts:
        verdict = Verdict.FAULTY
        findings = findings or (NOT_ALL_CHECKED,)
    else:
        verdict = Verdict.UNCHECKED if Verdict.UNCHECKED in verdicts else Verdict.SOUND
    labels = dict.fromkeys(label for c in statement.citations for label in notes.labels(c))
    return Said(
        visible(statement.text),
        _speaker(statement.voice),
        verdict,
        tuple(labels),
        findings,
        numbers,
    )


def _nearest(answer: Answer) -> tuple[Nearest, ...]:
    if answer.outcome is Outcome.ANSWERED:
        return ()
    return tuple(_near(hit) for hit in answer.hits[:NEAREST_TOLD])


def _near(hit: Hit) -> Nearest:
    return Nearest(
        _speaker(hit.passage.voice),
        visible(hit.title),
        _labels(digest=hit.digest, spun=hit.spun, partial=hit.partial),
        place(hit.passage.span, hit.page),
        visible(hit.passage.text),
    )


def _labels(**known: bool) -> tuple[str, ...]:
    words: Mapping[str, str] = {
        "digest": DIGEST_LABEL,
        "spun": SPUN_LABEL,
        "partial": PARTIAL_LABEL,
    }
    return tuple(words[name] for name, holds in known.items() if holds)


def _speaker(voice: Voice) -> Speaker:
    family = family_of(voice)
    return Speaker(voice, family, NOTES[family])


def _writer(answer: Answer) -> str:
    if answer.model == NO_MODEL:
        return "原文摘录，未经语言模型"
    return f"由语言模型 {answer.model} 撰写，逐句核验"
