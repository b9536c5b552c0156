"""Answers without a model: the sentences that answer, quoted exactly, each with its voice.

Only voices that may answer the question are quoted, so a plea never stands for a holding. Where
nothing fits well enough the answer is declined, with the nearest passages left to look at.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.answer import Outcome, Statement
from analysis.extract.case import case_meant
from analysis.extract.compare import cases_compared
from analysis.extract.fit import BY_RULING, Fit, best_first, fit_for
from analysis.extract.premise import contradicting
from analysis.extract.quote import statement_of
from analysis.extract.signs import (
    BOILERPLATE,
    IN_ONE_SENTENCE,
    KIND_SIGNS,
    SIGN_REQUIRED,
    SOURCES,
)
from analysis.extract.support import HELD, share, sum_asked_for, unmentioned
from analysis.extract.topic import LEAST_SHARE
from analysis.extract.whose import may_answer
from analysis.question import HEADER_FIELDS, Kind, Question
from analysis.reader import Reader
from corpus.judgment import Judgment
from corpus.passage import Span
from corpus.voice import COURT_VOICES, PARTY_VOICES, Voice
from retrieval.hit import Hit
from retrieval.search import Asked

MOST_STATEMENTS = {Kind.FACTORS: 5, Kind.LEGAL_BASIS: 2}
USUAL_STATEMENTS = 3
"""Quotes that one question needs at most."""

MOST_TOGETHER = 6
"""Quotes of an answer to several questions in one."""

MOST_OF_EACH = 2
"""Quotes of each judgment that is compared."""

GOES_ON = 0.5
"""How far below the first quote's fit one may lie that goes on where it ends."""

AS_WELL = 0.1
"""The same of one that stands elsewhere: of 21 of those on the dev questions, 6 held evidence."""

AS_WELL_GARBLED = 0.4
"""The same of a garbled source, each of whose passages is one clause."""

LEAST_IN_PASSAGE = 0.2
"""Share of the question's content words that a quote must hold; tuned on the dev questions."""

_SENTENCE_END = re.compile(r"[。；！？]")
_ASKS_FOR_DEFENCE = re.compile(r"理由|答辩|怎么说|态度|凭什么|拿什么|意见")
_MARKS = re.compile(r"[A-Za-z]+[-－]?\d[\dA-Za-z-]*|\d+[A-Za-z][\dA-Za-z-]*")
"""Marks of papers: what is said of N120085-B is not said of N120085-A."""

_LAW = re.compile(r"《(?:中华人民共和国)?([^《》]{2,30})》的?(?:哪|第?几|什么)")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万亿]{2,}|[％%]")

MOST_OF_TOPIC = 0.6
"""Share of the question's telling words that only parties speak of, from which on it is about them."""

LEAST_IN_GARBLED = 0.12
"""The same of a garbled source, half of whose words are others'."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Statements, best first; if declined, none, and `reason` says in Chinese why.

    If the premise is rejected, the first statement is what contradicts it. Of an answer to a part
    of the question alone, `reason` says what is not answered.
    """

    outcome: Outcome
    statements: tuple[Statement, ...]
    reason: str = ""


def extract(question: Question, hits: Sequence[Hit], reader: Reader) -> Extraction:
    """Answer from the hits, or decline. `hits` come best first, as search gave them."""
    if not hits:
        return _declined("文库里没有找到与问题有关的内容。")
    if question.kind is Kind.COMPARISON:
        compared = cases_compared(question, hits, reader)
        if len(compared) > 1:
            return _side_by_side(question, compared, hits, reader)
    meant = case_meant(question, hits, reader)
    if meant is None:
        return _declined("文库里没有一份文书与问题所说的案件相符。")
    lead = next(hit for hit in hits if hit.passage.judgment_id in meant)
    missing = unmentioned(question.asked, reader.whole(lead.passage.judgment_id))
    if missing and question.kind not in HEADER_FIELDS:
        return _declined(f"最相近的文书没有提到“{missing}”。")
    parts = question.parts()
    return _together(parts, [_answer(part, lead, reader) for part in parts])


def _side_by_side(
    question: Question, compared: Sequence[str], hits: Sequence[Hit], reader: Reader
) -> Extraction:
    """What each of the judgments says, the judgment named before its words."""
    said = []
    for id_ in compared:
        lead = next(hit for hit in hits if hit.passage.judgment_id == id_)
        said += [
            replace(statement, text=f"{lead.title}——{statement.text}")
            for statement in _answer(question, lead, reader).statements[:MOST_OF_EACH]
        ]
    if len({s.citations[0].judgment_id for s in said}) < len(compared):
        return _declined("要比较的文书里，有的没有说到所问的事。")
    return Extraction(Outcome.ANSWERED, tuple(said))


def _together(parts: Sequence[Question], answers: Sequence[Extraction]) -> Extraction:
    """One answer of the answers to the parts: a premise that fails goes before all else."""
    for answer in answers:
        if answer.outcome is Outcome.PREMISE_REJECTED:
            return answer
    statements: dict[tuple[str, Span | None], Statement] = {}
    for statement in (s for answer in answers for s in answer.statements):
        cited = statement.citations[0]
        statements.setdefault((cited.judgment_id, cited.span), statement)
    if not statements:
        return answers[0]
    open_ = [p.asked for p, a in zip(parts, answers, strict=True) if not a.statements]
    reason = f"文书没有说明：{'；'.join(open_)}。" if open_ else ""
    return Extraction(Outcome.ANSWERED, tuple(statements.values())[:MOST_TOGETHER], reason)


def _answer(question: Question, lead: Hit, reader: Reader) -> Extraction:
    """The answer of the judgment that `lead` is of to one question."""
    judgment = reader.judgment(lead.passage.judgment_id)
    if question.kind in HEADER_FIELDS and question.stage in (None, judgment.header.instance):
        return _from_header(question, lead, reader)
    asked = Asked(question.text, question.asked, question.voices)
    hits = reader.search_in(asked, judgment.id)
    fit = fit_for(question, judgment, hits, reader)
    against = contradicting(question, fit)
    if against is not None:
        return Extraction(
            Outcome.PREMISE_REJECTED,
            (statement_of(against.hit, fit, judgment),),
            against.told,
        )
    fitting = [hit for hit in hits if may_answer(hit.passage, question, judgment, spun=hit.spun)]
    if not fitting:
        return _declined("找到的相近内容都不是有权回答这一问题的人说的（例如只有当事人的说法）。")
    if told_by := only_parties_say(question, fit, hits, judgment):
        return _declined(f"只有当事人说到“{told_by}”，法院没有就此作出认定。")
    answering = [
        (score, hit)
        for score, hit in best_first(fitting, fit)
        if _speaks_of_it(hit, question, fit, reader)
    ]
    if not answering and question.kind is Kind.PARTY_POSITION and len(fit.topic.words) < 2:
        # 受伤的丙自己怎么说: the one word only tells who is meant.
        answering = best_first([hit for hit in fitting if hit.passage.voice in PARTY_VOICES], fit)[
            :1
        ]
    if not answering:
        return _declined("相近的段落没有说到所问的事。")
    return Extraction(
        Outcome.ANSWERED,
        tuple(
            statement_of(hit, fit, judgment, leads=place == 0)
            for place, hit in enumerate(_chosen(question, answering))
        ),
    )


def _nearest(question: Question, fitting: Sequence[Hit], fit: Fit) -> list[tuple[float, Hit]]:
    """The passage that answers though it hardly shares a word: what was defended, what was ruled.

    受伤的丙自己怎么说: the one word only tells who is meant; 坚决要离，法院为什么没准: there is one ruling.
    """
    if question.kind is Kind.PARTY_POSITION and not question.asks_sum:
        if len(fit.topic.words) < 2 or _ASKS_FOR_DEFENCE.search(question.asked):
            theirs = [hit for hit in fitting if hit.passage.voice in PARTY_VOICES]
            return best_first(theirs, fit)[:1]
    if question.kind is Kind.REASON and question.asks_the_court:
        ruling = [
            hit for hit in fitting if fit.decided.get(hit.passage.id, 0.0) >= LEAST_IN_GARBLED
        ]
        return best_first(ruling, fit)[:1]
    return []


def only_parties_say(
    question: Question, fit: Fit, hits: Sequence[Hit], judgment: Judgment
) -> str | None:
    """What most of the question is about, if parties speak of it and nobody who may answer does.

    法院认定拖车归谁所有 cannot be told by an order that speaks of a fridge. None if there is no such
    word, and of a garbled source, where hardly anybody is known to speak.
    """
    words = fit.topic.words
    if question.kind is Kind.PARTY_POSITION or not words or any(hit.spun for hit in hits):
        return None
    texts = {True: "", False: ""}
    for hit in hits:
        may = hit.passage.voice in COURT_VOICES or may_answer(
            hit.passage, question, judgment, spun=hit.spun
        )
        texts[may] += hit.passage.text.lower() + "\n"
    theirs = [
        word for word in words if word in texts[False] and share(word, texts[True]) < LEAST_SHARE
    ]
    if sum(words[word] for word in theirs) < MOST_OF_TOPIC * sum(words.values()):
        return None
    return max(theirs, key=lambda word: words[word])


def _chosen(question: Question, answering: Sequence[tuple[float, Hit]]) -> list[Hit]:
    """As many as the question needs: the best, what goes on from there, and what fits as well."""
    best, first = answering[0]
    chosen = [first]
    for score, hit in answering[1:]:
        goes_on = any(_adjacent(hit, one) for one in chosen)
        near = AS_WELL_GARBLED if hit.spun else GOES_ON if goes_on else AS_WELL
        if best - score <= near:
            chosen.append(hit)
        if len(chosen) == MOST_STATEMENTS.get(question.kind, USUAL_STATEMENTS):
            break
    return chosen


def _adjacent(one: Hit, other: Hit) -> bool:
    """Whether one passage goes on where the other ends, in the same voice."""
    a, b = one.passage, other.passage
    touching = a.span.start == b.span.end or b.span.start == a.span.end
    return touching and a.voice is b.voice


def _speaks_of_it(hit: Hit, question: Question, fit: Fit, reader: Reader) -> bool:
    """Whether a passage speaks of the thing asked for, in the way its kind requires."""
    text = hit.passage.search_text.lower()
    required = {Kind.AMOUNT} if question.asks_sum else {question.kind} & SIGN_REQUIRED
    if not all(KIND_SIGNS[kind].search(text) for kind in required):
        return False
    if question.kind in IN_ONE_SENTENCE and not any(
        KIND_SIGNS[question.kind].search(sentence) and fit.topic.held(sentence) >= LEAST_IN_PASSAGE
        for sentence in _SENTENCE_END.split(text)
    ):
        return False
    if question.kind in BY_RULING and BOILERPLATE.search(text):
        return False
    # The head of a document tells of one instance; of another only a passage that names it.
    if question.kind in HEADER_FIELDS and question.stage and question.stage not in text:
        return False
    # 驳回诉讼请求 is what was ordered, never why.
    if question.kind is Kind.REASON and not hit.spun and hit.passage.voice is Voice.ORDER:
        return False
    if question.kind is Kind.REASON and not fit.topic.words and hit.passage.id not in fit.decided:
        return False
    # 引用了《婚姻法》的哪几条: only what names that law tells.
    law = _LAW.search(question.asked) if question.kind is Kind.LEGAL_BASIS else None
    if law and law[1] not in hit.passage.text:
        return False
    if any(mark.lower() not in text for mark in _MARKS.findall(question.asked)):
        return False
    source = SOURCES.search(question.asked)
    if source and not (source[1] in text or "约定" in text):
        return False
    wanted = sum_asked_for(question.asked, reader.reading)
    figure = KIND_SIGNS[Kind.AMOUNT] if question.asks_sum else _FIGURE
    if wanted is not None and not _told_of(wanted, figure, text):
        return False
    if hit.spun or question.kind is Kind.PARTY_POSITION and hit.passage.voice in PARTY_VOICES:
        return fit.about(hit) >= LEAST_IN_GARBLED
    return fit.about(hit) >= LEAST_IN_PASSAGE


def _told_of(wanted: str, figure: re.Pattern[str], text: str) -> bool:
    """Whether one sentence of a folded text speaks of what is wanted and holds a figure."""
    return any(
        share(wanted, sentence) >= HELD and figure.search(sentence)
        for sentence in _SENTENCE_END.split(text)
    )


def _from_header(question: Question, lead: Hit, reader: Reader) -> Extraction:
    judgment = reader.judgment(lead.passage.judgment_id)
    place = judgment.header.place_of(HEADER_FIELDS[question.kind])
    if place is None:
        return _declined(f"这份文书没有写明{question.kind.value}，不作推断。")
    for passage in reader.passages(judgment.id):
        if passage.span.start <= place.start and place.end <= passage.span.end:
            hit = replace(lead, passage=passage)
            fit = fit_for(question, judgment, (), reader)
            return Extraction(Outcome.ANSWERED, (statement_of(hit, fit, judgment),))
    return _declined(f"{question.kind.value}只出现在标题或不成句的文字里，请打开文书查看。")


def _declined(reason: str) -> Extraction:
    return Extraction(Outcome.DECLINED, (), reason)
