"""Answers without a model: the sentences that answer, quoted exactly, each with its voice.

Only voices that may answer the question are quoted, so a plea never stands for a holding. Where
nothing fits well enough the answer is declined, with the nearest passages left to look at.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from analysis.answer import Outcome, Statement
from analysis.extract.case import case_meant
from analysis.extract.support import (
    HELD,
    content_words,
    coverage,
    local_weight,
    share,
    sum_asked_for,
    unmentioned,
)
from analysis.question import HEADER_FIELDS, Kind, Question
from analysis.question.case_phrase import without_case
from analysis.reader import Reader
from analysis.verify import citation_of
from analysis.verify.polarity import contradiction
from corpus.voice import HOLDING_VOICES, INTRODUCTIONS, Voice
from retrieval.hit import Hit

MOST_STATEMENTS = {Kind.FACTORS: 5, Kind.LEGAL_BASIS: 2}
USUAL_STATEMENTS = 3
"""Quotes an answer may hold: only as many as the question needs."""

NEAR_THE_BEST = 0.4
"""How far below the first quote's score a further one may lie, on the scale of retrieval.rerank."""

LEAST_IN_PASSAGE = 0.15
"""Share of the question's content words that a quote must hold; tuned on the dev questions."""

KIND_SIGNS: dict[Kind, re.Pattern[str]] = {
    Kind.AMOUNT: re.compile(r"[\d一二三四五六七八九十百千万亿][\d,，.万亿]*余?元|[%％]|利率|限额"),
    Kind.LEGAL_BASIS: re.compile(r"《[^》]+》|第[〇零一二三四五六七八九十百千\d]+条"),
    Kind.COSTS: re.compile(r"受理费|诉讼费|公告费|鉴定费|负担"),
    Kind.LIABILITY: re.compile(r"责任|侵权|侵害|支付|赔偿|偿还|返还|承担"),
    Kind.CASE_NUMBER: re.compile(r"[（(]\d{4}[）)].{2,24}?号"),
    Kind.COURT: re.compile(r"法院"),
    # Of a decision: 立案日期是2024年10月28日 is another date.
    Kind.DATE: re.compile(
        r"(?:判决|宣判|裁判|裁定|作出)[^，。；]{0,12}?\d{4}年\d{1,2}月\d{1,2}日"
        r"|\d{4}年\d{1,2}月\d{1,2}日[^，。；]{0,12}(?:判决|宣判|裁定|作出)"
    ),
    Kind.REASON: re.compile(r"因|由于|故|证据|缺乏|不足|不予|依法|规定"),
}
"""What a passage that answers a question of this kind holds."""

SIGN_REQUIRED = frozenset({Kind.AMOUNT, Kind.LEGAL_BASIS, Kind.COSTS, *HEADER_FIELDS})
"""Kinds that a passage without their sign cannot answer."""

LIKELY_VOICES: dict[Kind, frozenset[Voice]] = {
    Kind.YES_NO: frozenset({Voice.COURT_REASONING, Voice.ORDER}),
    Kind.REASON: frozenset({Voice.COURT_REASONING, Voice.EVIDENCE_RULING}),
    Kind.LIABILITY: frozenset({Voice.COURT_REASONING, Voice.ORDER}),
    Kind.FACTORS: frozenset({Voice.COURT_REASONING}),
    Kind.AMOUNT: frozenset({Voice.ORDER, Voice.COURT_REASONING}),
    Kind.LEGAL_BASIS: frozenset({Voice.COURT_REASONING}),
}
"""Where, of the voices that may answer, courts usually put answers of this kind."""

USUAL_PLACES: dict[Kind, frozenset[Voice]] = {
    Kind.LEGAL_BASIS: HOLDING_VOICES,
    Kind.AMOUNT: frozenset({Voice.ORDER}),
}
"""Where the answer to a kind of question stands in every judgment."""

BELOW_THE_LEAD = 0.8
"""How far below the best hit a passage starts that search did not bring in."""

PRESUPPOSING = frozenset({Kind.REASON, Kind.LEGAL_BASIS})
"""Kinds that take for granted that the court held what they ask the reason of."""

LEAVES_OPEN = re.compile(r"吗|是否|有没有|能否|还是")  # 法院支持了吗，为什么？

VOICE_BONUS = 0.15
SIGN_BONUS = 0.25


@dataclass(frozen=True, slots=True)
class Extraction:
    """Statements, best first; if declined, none, and `reason` says in Chinese why.

    If the premise is rejected, the first statement is what contradicts it.
    """

    outcome: Outcome
    statements: tuple[Statement, ...]
    reason: str = ""


def extract(question: Question, hits: Sequence[Hit], reader: Reader) -> Extraction:
    """Answer from the hits, or decline. `hits` come best first, as search gave them."""
    if not hits:
        return _declined("文库里没有找到与问题有关的内容。")
    meant = case_meant(question, hits, reader)
    if meant is None:
        return _declined("文库里没有一份文书与问题所说的案件相符。")
    candidates = [hit for hit in hits if hit.passage.judgment_id in meant]
    lead = candidates[0].passage.judgment_id
    if question.kind in HEADER_FIELDS:
        header = reader.judgment(lead).header
        if question.stage in (None, header.instance):
            return _from_header(question, candidates[0], reader)
    missing = unmentioned(question.asked, reader.whole(lead))
    if missing:
        return _declined(f"最相近的文书没有提到“{missing}”。")
    known = {hit.passage.id for hit in candidates}
    candidates += [
        hit for hit in _usual_places(candidates[0], question, reader) if hit.passage.id not in known
    ]
    fitting = [hit for hit in candidates if _may_answer(hit, question)]
    if not fitting:
        return _declined("找到的相近内容都不是有权回答这一问题的人说的（例如只有当事人的说法）。")
    ranked = sorted(fitting, key=lambda hit: (-_score(hit, question), hit.passage.id))
    answering = [hit for hit in ranked if _speaks_of_it(hit, question, reader)]
    if not answering:
        return _declined("相近的段落没有说到所问的事。")
    best = answering[0]
    floor = _score(best, question) - NEAR_THE_BEST
    chosen = islice(
        (
            hit
            for hit in answering
            if hit.passage.judgment_id == best.passage.judgment_id
            and _score(hit, question) >= floor
        ),
        MOST_STATEMENTS.get(question.kind, USUAL_STATEMENTS),
    )
    statements = tuple(_statement(hit) for hit in chosen)
    contradicted = _is_contradicted(question, best)
    return Extraction(Outcome.PREMISE_REJECTED if contradicted else Outcome.ANSWERED, statements)


def _is_contradicted(question: Question, best: Hit) -> bool:
    """Whether the court's words turn over what the question takes for granted.

    法院为什么认定平台构成不正当竞争 takes for granted that it did so find; 平台构成…吗 does not.
    """
    return (
        question.kind in PRESUPPOSING
        and not LEAVES_OPEN.search(question.asked)
        and best.passage.voice in HOLDING_VOICES
        and contradiction(question.asked, [best.passage.text]) is not None
    )


def _may_answer(hit: Hit, question: Question) -> bool:
    # In a garbled source hardly any clause says who speaks; it is quoted as 说话人未能确定.
    return hit.passage.voice in question.voices or (hit.spun and hit.passage.voice is Voice.OTHER)


def _score(hit: Hit, question: Question) -> float:
    sign = KIND_SIGNS.get(question.kind)
    likely = hit.passage.voice in LIKELY_VOICES.get(question.kind, ())
    signed = sign is not None and sign.search(hit.passage.text) is not None
    return hit.score + VOICE_BONUS * likely + SIGN_BONUS * signed


def _usual_places(lead: Hit, question: Question, reader: Reader) -> list[Hit]:
    """The passages of the leading judgment where courts put answers of this kind.

    依照…判决如下 and the order share hardly a word with the question about them, so search does
    not bring them in; they rank below its best hit, by how much of the question they hold.
    """
    voices = USUAL_PLACES.get(question.kind)
    if voices is None:
        return []
    words = content_words(without_case(question.asked), reader.reading)
    return [
        replace(
            lead,
            passage=passage,
            score=lead.score
            - BELOW_THE_LEAD
            + coverage(words, passage.search_text.lower(), reader.reading.rarity),
        )
        for passage in reader.passages(lead.passage.judgment_id)
        if passage.voice in voices and KIND_SIGNS[question.kind].search(passage.text)
    ]


def _speaks_of_it(hit: Hit, question: Question, reader: Reader) -> bool:
    """Whether a passage speaks of the thing asked for, in the way its kind requires."""
    text = hit.passage.search_text.lower()
    required = {Kind.AMOUNT} if question.asks_sum else {question.kind} & SIGN_REQUIRED
    if not all(KIND_SIGNS[kind].search(text) for kind in required):
        return False
    # The head of a document tells of one instance; of another only a passage that names it.
    if question.kind in HEADER_FIELDS and question.stage and question.stage not in text:
        return False
    wanted = sum_asked_for(question.asked, reader.reading)
    if wanted is not None and share(wanted, text) < HELD:
        return False
    # 理由呢 holds no word of its own: what it leans on says what it is about.
    words = content_words(without_case(question.asked), reader.reading)
    words = words or content_words(without_case(question.text), reader.reading)
    beside = [p.search_text.lower() for p in reader.passages(hit.passage.judgment_id)]
    return coverage(words, text, local_weight(beside)) >= LEAST_IN_PASSAGE


def _from_header(question: Question, best: Hit, reader: Reader) -> Extraction:
    judgment = reader.judgment(best.passage.judgment_id)
    place = judgment.header.place_of(HEADER_FIELDS[question.kind])
    if place is None:
        return _declined(f"这份文书没有写明{question.kind.value}，不作推断。")
    for passage in reader.passages(judgment.id):
        if passage.span.start <= place.start and place.end <= passage.span.end:
            hit = replace(best, passage=passage)
            return Extraction(Outcome.ANSWERED, (_statement(hit),))
    return _declined(f"{question.kind.value}只出现在标题或不成句的文字里，请打开文书查看。")


def _statement(hit: Hit) -> Statement:
    citation = citation_of(hit, hit.passage.span)
    lead = INTRODUCTIONS[hit.passage.voice]
    if hit.digest:
        lead = f"据案例摘要，{lead}"
    return Statement(f"{lead}：“{citation.quote}”", hit.passage.voice, (citation,))


def _declined(reason: str) -> Extraction:
    return Extraction(Outcome.DECLINED, (), reason)
