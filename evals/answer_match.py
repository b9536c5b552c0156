"""Whether an answer says what the gold answer says: sums, parties, articles, yes or no.

Pure measures over a question and its row, as in `metrics`. The gold answer is free text, so each
measure first looks for its own kind of thing in it, and has no value where there is none. They
ask for presence only: what an answer says too much is for the measures of citations. None where
no answer is called for, or none is written down; 0 for an answer that was declined.
"""

import re
from collections.abc import Callable

from analysis.answer import Outcome
from analysis.verify.names import COMPANY, ROLE, Mention, known_names, mentions_in
from corpus.amount import amounts_in
from corpus.law import folded, full_name
from corpus.statute import statutes_in
from evals.dataset import Question
from evals.evidence_measures import Score
from evals.expected import Expected, expected, is_available
from evals.places import Row
from evals.yes_no import said, verdict

CENT = 0.005
"""Yuan by which two sums may differ and still be the same."""

_ASKS_WHO = re.compile(
    r"谁|哪一?[方家位些](?:当事|被告|原告|公司|人|$|[，,？?])|何[人方]|原告还是被告|被告还是原告"
)
_EITHER = re.compile(r"还是")
"""构成直接侵权还是帮助侵权 asks for one of two, not for yes or no."""

_BEFORE_COMPANY = re.compile(rf"^.*(?:{ROLE.pattern}|[由向与和对给令及以])")


def amounts_match(question: Question, row: Row) -> Score:
    """1 if every sum of the gold answer stands in the answer's text, else 0.

    Sums are read by `corpus.amount` on both sides, so 3万元 is 30,000元. Rates, days and counts
    are no sums.
    """
    gold = {amount.yuan for amount in amounts_in(question.answer)}
    given = {amount.yuan for amount in amounts_in(row["text"])}
    return _matched(
        question, row, bool(gold), lambda: all(any(abs(g - s) < CENT for s in given) for g in gold)
    )


def articles_match(question: Question, row: Row) -> Score:
    """1 if every article of a law that the gold answer names stands in the answer's text, else 0.

    The law by its full name, so 《担保法》 is 《中华人民共和国担保法》, and the article; paragraphs
    and items are not compared.
    """
    gold = _articles(question.answer)
    return _matched(question, row, bool(gold), lambda: gold <= _articles(row["text"]))


def parties_match(question: Question, row: Row) -> Score:
    """1 if everybody whom the gold answer names stands in the answer's text, else 0.

    Only for a question that asks who. Somebody with a name is found by it, or by the role that
    the gold answer gives him where it stands in the answer without another's name; somebody
    without a name by the role, whoever has it; a company by its name.
    """
    if not _ASKS_WHO.search(question.question):
        return None
    names = known_names((question.answer, question.question, row["text"]))
    gold = _people(question.answer, names)
    companies = {_BEFORE_COMPANY.sub("", m[0]) for m in COMPANY.finditer(question.answer)}

    def all_named() -> bool:
        roles = {match[0] for match in ROLE.finditer(row["text"])}
        people = _people(row["text"], names)
        return all(
            _is_named(one, people) if one.name else one.role in roles for one in gold
        ) and all(company in row["text"] for company in companies)

    return _matched(question, row, bool(gold or companies), all_named)


def yes_no_match(question: Question, row: Row) -> Score:
    """1 if the answer says yes where the gold answer does, and no where it does, else 0.

    The gold answer says it by its first clause. The answer says it by its first clause, or else
    by words with which courts decide, 不予支持 or 准许, if all in it agree; an answer from which
    neither can be read is 0. None for a question that offers two things (还是).
    """
    gold = _gold_verdict(question)
    return _matched(question, row, gold is not None, lambda: verdict(row) is gold)


def says_the_opposite(question: Question, row: Row) -> bool:
    """Whether the answer says yes to a question whose gold answer is no, or no to one with yes.

    Worse than not to say: `yes_no_match` is 0 for both.
    """
    gold, given = _gold_verdict(question), verdict(row)
    return yes_no_match(question, row) == 0 and given is not None and given is not gold


def _gold_verdict(question: Question) -> bool | None:
    return None if _EITHER.search(question.question) else said(question.answer)


def _matched(question: Question, row: Row, applies: bool, holds: Callable[[], bool]) -> Score:
    called_for = expected(question) in (Expected.ANSWER, Expected.UNSTATED)
    if not (applies and called_for and is_available(row)):
        return None
    return float(row["outcome"] == Outcome.ANSWERED and holds())


def _articles(text: str) -> set[tuple[str, int]]:
    return {(folded(full_name(each.law)), each.article) for each in statutes_in(text)}


def _people(text: str, names: frozenset[str]) -> list[Mention]:
    """Whom the text mentions, but for a role that goes with a company's name: 被告甲乙公司."""
    companies = [match.span() for match in COMPANY.finditer(text)]
    return [
        one
        for one in mentions_in(text, names)
        if not any(start <= one.start and one.end <= end for start, end in companies)
    ]


def _is_named(one: Mention, given: list[Mention]) -> bool:
    """By the name, or by the role where nobody else's name stands with it."""
    return any(
        other.name == one.name or (not other.name and one.role and other.role == one.role)
        for other in given
    )
