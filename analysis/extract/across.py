"""Across: a question that names no case, answered by what several judgments say, one by one.

AI生成的图片构成作品吗？ Courts differ: the first that is found is not the answer.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from analysis.answer import Statement
from analysis.extract.case import called_by_name
from analysis.extract.checks import says_enough
from analysis.extract.fit import best_first, fit_for
from analysis.extract.people import people_in
from analysis.extract.quote import statement_of
from analysis.extract.topic import names_in
from analysis.extract.whose import may_answer
from analysis.question import HEADER_FIELDS, Kind, Question
from analysis.question.case_phrase import case_phrases
from analysis.reader import Reader
from corpus.case_number import case_numbers_in
from corpus.court import courts_in
from retrieval.hit import Hit
from retrieval.search import Asked

MOST_CASES = 4
"""Judgments that are quoted, each with its best passage."""

MOST_LOOKED_AT = 8
"""Judgments of the hits that are read for it."""

LEAST_ABOUT = 0.5
"""Share of the question's telling words that each quote must be about."""

SEVERAL = "问题没有指明案件，每案各引一处；各案事实不同，说法可能不一，请分别查看。"

_THIS_CASE = re.compile(
    r"本案|该案|此案|这个?案|那个?案|案中|原告|被告|上诉人|第三人|对方|一审|二审|再审"
)
_ANYBODY = frozenset(
    re.findall(
        r"\S+",
        """
        公司 单位 用人单位 银行 平台 医院 学校 劳动者 员工 用户
        债务人 债权人 保证人 担保人 借款人 出借人
        """,
    )
)
"""What judgments call parties for short, and people call anybody."""

_OF_ANY = frozenset(
    {Kind.YES_NO, Kind.LIABILITY, Kind.FACTORS, Kind.REASON, Kind.LEGAL_BASIS, Kind.OTHER}
)
"""Kinds that can be asked of the law as courts apply it, and not only of one case."""


def said_across(question: Question, hits: Sequence[Hit], reader: Reader) -> Mapping[str, Statement]:
    """What each judgment that speaks of it holds, named before its words, by judgment id, in the
    order of the hits. Empty if the question is about one case.
    """
    if question.kind not in _OF_ANY or names_a_case(question, hits, reader):
        return {}
    leads: dict[str, Hit] = {}
    for hit in hits:
        leads.setdefault(hit.passage.judgment_id, hit)
    said = ((id_, _said(question, leads[id_], reader)) for id_ in [*leads][:MOST_LOOKED_AT])
    found = ((id_, statement) for id_, statement in said if statement is not None)
    return dict(islice(found, MOST_CASES))  # no more are read than are told


def names_a_case(question: Question, hits: Sequence[Hit], reader: Reader) -> bool:
    """Whether a question calls a case: by name, number, court, party, or as the one at hand."""
    text = question.text
    if _THIS_CASE.search(text) or case_phrases(text) or people_in(text):
        return True
    if courts_in(text) or case_numbers_in(text) or question.kind in HEADER_FIELDS:
        return True
    judgments = {hit.passage.judgment_id for hit in hits}
    if len(judgments) < 2 or called_by_name(question, hits, reader):
        return True
    return any(set(names_in(text, reader.judgment(id_))) - _ANYBODY for id_ in judgments)


def _said(question: Question, lead: Hit, reader: Reader) -> Statement | None:
    judgment = reader.judgment(lead.passage.judgment_id)
    asked = Asked(question.text, question.asked, question.voices)
    hits = reader.search_in(asked, judgment.id)
    fit = fit_for(question, judgment, hits, reader)
    fitting = [hit for hit in hits if may_answer(hit.passage, question, judgment, spun=hit.spun)]
    for _, hit in best_first(fitting, fit):
        if fit.about(hit) >= LEAST_ABOUT and says_enough(hit, fit, reader.reading):
            statement = statement_of(hit, fit, judgment, leads=True)
            return replace(statement, text=f"{lead.title}——{statement.text}")
    return None
