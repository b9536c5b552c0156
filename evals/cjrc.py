"""The official scores of CJRC, the reading comprehension of CAIL 2019, over strings.

Duan et al., "CJRC: A Reliable Human-Annotated Benchmark DataSet for Chinese Judicial Reading
Comprehension", CCL 2019; as evaluate.py of github.com/china-ai-law-challenge/CAIL2019 computes
them, which follows CoQA's. Letters, digits and Chinese characters count, in lower case; marks and
spaces do not. A question without an answer has the gold answer "", and yes and no are YES and NO.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from analysis.answer import Outcome
from corpus.voice import INTRODUCTIONS
from evals.places import Row
from evals.yes_no import verdict

YES, NO, NOTHING = "YES", "NO", ""

_DIRECT = re.compile(
    rf"(?P<first>[^“”]{{1,60}}?)。(?:{'|'.join(map(re.escape, INTRODUCTIONS.values()))})：“"
)
"""800元。法院查明：“……”: what the quote amounts to, said before it."""


def character_f1(gold: str, given: str) -> float:
    """Twice precision times recall over their sum, over characters as a bag; 1 if both are empty.

    >>> round(character_f1("夫妻感情破裂", "因夫妻感情破裂。"), 3)  # 2 · 6 / (6 + 7)
    0.923
    """
    expected, found = _characters(gold), _characters(given)
    if not expected or not found:
        return float(expected == found)
    shared = sum((Counter(expected) & Counter(found)).values())
    return 2 * shared / (len(expected) + len(found))


def exact(gold: str, given: str) -> float:
    """1 if the two are the same characters in the same order, else 0."""
    return float(_characters(gold) == _characters(given))


def over_annotators(
    golds: Sequence[str], given: str, score: Callable[[str, str], float] = character_f1
) -> float:
    """The score against several annotators' answers.

    Of several, each is left out once, the best of the others is taken, and the mean of these is
    the score, so that an annotator can be measured in the same way; of one, its own. No answers
    at all are one empty answer.
    """
    known = list(golds) or [NOTHING]
    if len(known) == 1:
        return score(known[0], given)
    scores = [score(gold, given) for gold in known]
    rounds = (scores[:left_out] + scores[left_out + 1 :] for left_out in range(len(scores)))
    return sum(max(others) for others in rounds) / len(scores)


def given_answer(golds: Sequence[str], row: Row) -> str:
    """What counts as the answer of a row for these scores.

    Nothing for one that is no answer; YES or NO where a gold answer is one of these and the answer
    says it; the few words that stand before the first quote, 800元; else the verified quotes,
    without the words that introduce them, which no annotator writes; else the text.
    """
    if row["outcome"] != Outcome.ANSWERED:
        return NOTHING
    if {YES, NO} & {gold.strip().upper() for gold in golds}:
        says = verdict(row)
        return row["text"] if says is None else (YES if says else NO)
    if direct := _DIRECT.match(row["text"]):
        return direct["first"]
    quotes = [
        citation["quote"]
        for statement in row["statements"]
        for citation in statement["citations"]
        if citation["verified"]
    ]
    return "".join(quotes) or str(row["text"])


def cjrc_f1(golds: Sequence[str], row: Row) -> float | None:
    """The official character F1 of a row; None without gold answers, or without an answer to score.

    A quote is a whole sentence where an annotator marks a few words of it, so the figures lie far
    below those of a system that cuts out words; they compare our own runs.
    """
    if not golds or row["outcome"] == Outcome.UNAVAILABLE:
        return None
    return over_annotators(golds, given_answer(golds, row))


def _characters(text: str) -> list[str]:
    return [c for c in text.lower() if c.isdigit() or c.isalpha()]
