"""What one answer is worth: pure measures over a question and its row of results.jsonl.

Every measure has a value for every question; None where it does not apply, as its docstring
says. None applies to an answer that is unavailable: a failure is counted, never scored.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from analysis.answer import Outcome
from evals.answer_match import amounts_match, articles_match, parties_match, yes_no_match
from evals.cjrc import cjrc_f1
from evals.dataset import Question
from evals.evidence_measures import (
    Score,
    citation_precision,
    citation_recall,
    citation_verified,
    evidence_cited,
    evidence_precision,
    evidence_recall,
    hit_at,
    ndcg,
    voice_right,
)
from evals.expected import Expected, expected, is_available, is_right_outcome
from evals.foreign_voice import NOT_THE_COURT, holding_from_party, is_foreign_voice
from evals.places import Row

__all__ = [
    "MEASURES",
    "NOT_THE_COURT",
    "Expected",
    "Measure",
    "Score",
    "Scores",
    "evidence_cited",
    "evidence_precision",
    "evidence_recall",
    "expected",
    "hit_at",
    "holding_from_party",
    "is_available",
    "is_foreign_voice",
    "is_right_outcome",
    "ndcg",
    "outcome_right",
    "score",
    "voice_right",
]

Scores = dict[str, Score]


def outcome_right(question: Question, row: Row) -> Score:
    """1 if the outcome is one the question allows, else 0; what the answer says is not judged.

    None where the file does not say what the question calls for.
    """
    kind = expected(question)
    if kind is Expected.UNSTATED or not is_available(row):
        return None
    return float(is_right_outcome(kind, Outcome(row["outcome"])))


def character_f1(question: Question, row: Row) -> Score:
    """CJRC's official character F1 against the annotators' answers; None where the file has none.

    See `cjrc.cjrc_f1`.
    """
    return cjrc_f1(question.answers, row)


def seconds(_question: Question, row: Row) -> Score:
    """How long the answer took."""
    return float(row["seconds"]) if is_available(row) else None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with the words a report uses for it. `is_share`: between 0 and 1, 1 is best.

    What is no share, a count of faults or a time, is better the less it is.
    """

    key: str
    label: str
    meaning: str
    of: Callable[[Question, Row], Score]
    is_share: bool = True


MEASURES: tuple[Measure, ...] = (
    Measure("outcome_right", "该答则答", "可答的作了答，不可答或前提错误的没有作答", outcome_right),
    Measure("evidence_cited", "引到依据", "至少一条通过核验的引文落在标准依据上", evidence_cited),
    Measure(
        "evidence_recall",
        "依据覆盖",
        "标准依据的字数中，被通过核验的引文覆盖的比例",
        evidence_recall,
    ),
    Measure(
        "evidence_precision",
        "引文切题",
        "通过核验的引文字数中，属于标准依据的比例",
        evidence_precision,
    ),
    Measure(
        "citation_recall",
        "依据引全",
        "标准依据的各处中，有通过核验的引文落在其上的比例",
        citation_recall,
    ),
    Measure(
        "citation_precision",
        "引文有据",
        "各条引文中，通过核验并落在标准依据上的比例",
        citation_precision,
    ),
    Measure("voice_right", "说话人正确", "落在依据上的引文，说话人与标准一致的比例", voice_right),
    Measure("citation_verified", "引文核验通过", "引文与原文逐字一致的比例", citation_verified),
    Measure("amounts_match", "金额相符", "标准答案里的金额，回答里都有", amounts_match),
    Measure("parties_match", "当事人相符", "问谁的题，标准答案所指的人，回答里都有", parties_match),
    Measure("articles_match", "条文相符", "标准答案里的法律条文，回答里都有", articles_match),
    Measure("yes_no_match", "是否相符", "标准答案说是，回答也说是；说否，也说否", yes_no_match),
    Measure("cjrc_f1", "字面 F1", "与各标注者答案的逐字 F1（CJRC 官方算法）", character_f1),
    Measure("hit@1", "首条命中", "检索的第 1 段落在标准依据上", partial(hit_at, k=1)),
    Measure("hit@3", "前三命中", "检索的前 3 段中有一段落在标准依据上", partial(hit_at, k=3)),
    Measure("hit@10", "前十命中", "检索的前 10 段中有一段落在标准依据上", partial(hit_at, k=10)),
    Measure("ndcg@10", "nDCG@10", "前 10 段的排序质量（Järvelin & Kekäläinen 2002）", ndcg),
    Measure(
        "holding_from_party",
        "他人之言",
        "问法院认定的题里，引文出自当事人、下级裁判或评论而题目没有另问的条数（应为 0）",
        holding_from_party,
        is_share=False,
    ),
    Measure("seconds", "用时（秒）", "作答一题的时间", seconds, is_share=False),
)
"""Every measure, in the order a report shows them."""


def score(question: Question, row: Row) -> Scores:
    """Every measure's value for one question, by key."""
    return {measure.key: measure.of(question, row) for measure in MEASURES}
