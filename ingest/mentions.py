"""Dates and case numbers that a judgment mentions: who mentions them, and which case it is."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.case_mention import CaseMention, Relation
from corpus.case_number import case_numbers_in, normalised
from corpus.dates import DateMention, dates_in
from corpus.judgment import Header
from corpus.numeral import integer_of
from corpus.passage import Sentence, Span
from corpus.voice import Voice

# Arbitration commissions number their awards in their own ways: 深龙劳人仲案〔2014〕123号.
_AWARD = re.compile(
    r"(?:[（(〔\[]\s*(?:19|20)\d\d\s*[）)〕\]])?[\u4e00-\u9fff]{1,14}仲[\u4e00-\u9fff]{0,6}"
    r"(?:[（(〔\[【]\s*(?:19|20)\d\d\s*[）)〕\]】]|(?:19|20)\d\d)?\s*(?:[\u4e00-\u9fff]{0,4})?第?\s?"
    r"[0-9０-９－-]{1,8}(?:之[一二三四五])?号"
)
_AWARD_START = re.compile(
    r"^(?:.*?(?:委员会|[作做]出的?|出具的?|提交的?|承认|认可|该委|以|依据|根据|向|由|收到|不服|送达|，|为))+"
)
# （2013）温鹿商特字第166号、167号民事裁定: the second number leaves out what both have.
_ALSO = re.compile(
    r"\s?[、，,和及与]\s?第?\s?(?P<serial>[0-9０-９]{1,6})\s?号"
    r"(?=[、，,和及与（(《]|案|民事|刑事|行政|执行|判决|裁定|调解|裁决|生效)"
)
_SERIAL = re.compile(r"[0-9]{1,8}(?:之[一二三四五六七八九十])?号$")
_REVIEWED = re.compile(
    r"不服|提起上诉|上诉于|原审|一审|二审|再审|维持|撤销|变更|发回|原判|申请再审|抗诉"
)
_AFTER = re.compile(
    r"^[^，。；]{0,24}(?:提起上诉|提出上诉|申请再审|的上诉|不服|第[一二三四五六七八九十、]+项)"
    # 本院作出（2012）…刑事裁定，驳回上诉，维持原判; （2014）…再审决定书，决定再审.
    r"|^(?:民事|刑事|行政)?(?:判决|裁定|决定)书?[，,]\s?(?:已经?发生|驳回上诉|维持|撤销|发回|准许)"
)
_RETRIED = re.compile(r"^[^，。；]{0,4}再审(?:决定|裁定)")  # （2014）…刑事再审决定
_ELSEWHERE = re.compile(r"另案|关联|类似|参照|指导|同类|另一|他案|已生效|生效(?:判决|裁判)|执行")
_DECISION = re.compile(r"判决|裁定|调解|决定")
_HEADED = re.compile(r"[判裁调决]\s*[决定解]\s*书\s*$")  # right before the case's own number

HEAD = 300
"""Characters in which a judgment's own number stands right after 判决书; told by that where the
header has none."""

LOOK = 60
"""Characters before and after a number, in its sentence, that tell whose it is."""


def dates_mentioned(text: str, sentences: Sequence[Sentence]) -> tuple[DateMention, ...]:
    """Every date with the voice that names it, in text order."""
    dates = dates_in(text)
    voices = _voices_at(sentences, [d.span for d in dates])
    return tuple(replace(d, voice=v) for d, (v, _) in zip(dates, voices, strict=True))


def case_numbers_mentioned(
    text: str, sentences: Sequence[Sentence], header: Header
) -> tuple[CaseMention, ...]:
    """Every case number and arbitration number with its relation to this case, in text order.

    The first number of a decision that is under review is EARLIER wherever it comes again; what
    nothing ties to this case is OTHER.
    """
    numbers = [(number, span, False) for number, span in _numbers(text)]
    taken = [span for _, span, _ in numbers]  # in text order
    # Most texts name no 仲裁 at all, and the pattern tries what may stand before it everywhere.
    for match in _AWARD.finditer(text) if "仲" in text else ():
        start = match.start() + (cut.end() if (cut := _AWARD_START.match(match[0])) else 0)
        if start < match.end() - 4 and "仲" in text[start : match.end()]:
            span = Span(start, match.end())
            at = bisect_right(taken, span)
            if not any(span.overlaps(other) for other in taken[max(0, at - 1) : at + 1]):
                numbers.append((normalised(span.of(text)), span, True))
    numbers.sort(key=lambda found: found[1])
    voices = _voices_at(sentences, [span for _, span, _ in numbers])
    known: dict[str, Relation] = {}
    found = []
    for (number, span, award), (voice, sentence) in zip(numbers, voices, strict=True):
        relation = Relation.ARBITRATION
        if not award:
            relation = known.get(number) or _relation(text, number, span, voice, sentence, header)
            if relation is Relation.EARLIER:
                known[number] = relation
        found.append(CaseMention(number, relation, span, voice))
    return tuple(found)


def _numbers(text: str) -> Iterator[tuple[str, Span]]:
    """Every case number, whole or after one of the same court and year, in text order."""
    for found in case_numbers_in(text):
        yield found.number, found.span
        end = found.span.end
        while (also := _ALSO.match(text, end)) and _SERIAL.search(found.number):
            serial = integer_of(also["serial"])
            yield _SERIAL.sub(f"{serial}号", found.number), Span(also.start("serial"), also.end())
            end = also.end()


def _relation(
    text: str, number: str, span: Span, voice: Voice, sentence: Span, header: Header
) -> Relation:
    if number == header.case_number:
        return Relation.OWN
    if header.case_number is None and span.start < HEAD and _HEADED.search(text[: span.start]):
        return Relation.OWN
    before = text[max(sentence.start, span.start - LOOK) : span.start]
    after = text[span.end : min(sentence.end, span.end + LOOK)]
    if _ELSEWHERE.search(before):
        return Relation.OTHER
    reviews = header.instance in ("二审", "再审", "再审审查")
    if reviews and _RETRIED.match(after):
        return Relation.EARLIER
    if voice in (Voice.PROCEDURE, Voice.ORDER, Voice.OTHER) and (
        reviews
        and _DECISION.search(after[:12])
        and (_REVIEWED.search(before) or _AFTER.match(after))
    ):
        return Relation.EARLIER
    if re.search(r"(?:原审|一审|二审|发回|重审|前次|首次)[^。；]{0,30}$", before) and reviews:
        return Relation.EARLIER
    return Relation.OTHER


def _voices_at(
    sentences: Sequence[Sentence], spans: Sequence[Span]
) -> Iterator[tuple[Voice, Span]]:
    """The voice and the sentence in which each span begins; the spans come in text order."""
    number = 0
    for span in spans:
        while sentences[number].span.end <= span.start:
            number += 1
        yield sentences[number].voice, sentences[number].span
