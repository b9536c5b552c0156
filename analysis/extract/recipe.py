"""Answers without a model: the sentences that answer, quoted exactly, each with its voice.

Only voices that may answer the question are quoted, so a plea never stands for a holding. Where
nothing fits well enough the answer is declined, with the nearest passages left to look at.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.answer import Outcome, Statement
from analysis.extract.across import SEVERAL, said_across
from analysis.extract.attributed import attributed
from analysis.extract.case import case_meant, namesakes, people_missing
from analysis.extract.chosen import chosen
from analysis.extract.claimed import ONLY_CLAIMED, claimed
from analysis.extract.compare import cases_compared
from analysis.extract.enough import answers, only_parties_say
from analysis.extract.fit import fit_for
from analysis.extract.premise import contradicting, never_ordered
from analysis.extract.presupposed import presupposed
from analysis.extract.quote import statement_of
from analysis.extract.support import unmentioned
from analysis.extract.totals import totals_beside
from analysis.extract.whose import may_answer
from analysis.question import HEADER_FIELDS, Kind, Question
from analysis.reader import Reader
from corpus.passage import Span
from retrieval.hit import Hit
from retrieval.search import Asked

MOST_TOGETHER = 6
"""Quotes of an answer to several questions in one."""

MOST_OF_EACH = 2
"""Quotes of each judgment that is compared."""

NAMESAKES = "另有{1}份文书里也有{0}，这里只引最相近的一份，请核对是不是所问的案件。"


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
    several = said_across(question, hits, reader)
    if len(several) > 1:
        return Extraction(Outcome.ANSWERED, tuple(several.values()), SEVERAL)
    meant = case_meant(question, hits, reader)
    if not meant:
        return _declined(_no_case(people_missing(question, hits, reader)))
    found = _of_one(question, meant, hits, reader)
    listed = question.kind is Kind.FACTORS  # told by the judgment that lists them
    if several and (listed or found.outcome is Outcome.DECLINED):
        return _of_one(question, frozenset(several), hits, reader)
    return found


def _of_one(
    question: Question, meant: frozenset[str], hits: Sequence[Hit], reader: Reader
) -> Extraction:
    """What the judgment that is meant says to each part of the question."""
    lead = next(hit for hit in hits if hit.passage.judgment_id in meant)
    missing = unmentioned(question.asked, reader.whole(lead.passage.judgment_id))
    if missing and question.kind not in HEADER_FIELDS:
        return _declined(f"最相近的文书没有提到“{missing}”。")
    parts = question.parts()
    answer = _together(parts, [_answer(part, lead, reader, of=question) for part in parts])
    others = namesakes(question, meant, reader) if answer.statements else ()
    note = NAMESAKES.format("、".join(others), len(meant) - 1) if others else ""
    return replace(answer, reason=f"{note}{answer.reason}")


def _side_by_side(
    question: Question, compared: Sequence[str], hits: Sequence[Hit], reader: Reader
) -> Extraction:
    """What each of the judgments says, the judgment named before its words."""
    said = []
    for id_ in compared:
        lead = next(hit for hit in hits if hit.passage.judgment_id == id_)
        said += [
            replace(statement, text=f"{lead.title}——{statement.text}")
            for statement in _answer(question, lead, reader, of=question).statements[:MOST_OF_EACH]
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
    notes = dict.fromkeys(a.reason for a in answers if a.statements and a.reason)
    reason = "".join(notes) + (f"文书没有说明：{'；'.join(open_)}。" if open_ else "")
    return Extraction(Outcome.ANSWERED, tuple(statements.values())[:MOST_TOGETHER], reason)


def _answer(question: Question, lead: Hit, reader: Reader, *, of: Question) -> Extraction:
    """The answer of the judgment that `lead` is of to one question, a part of another or all."""
    judgment = reader.judgment(lead.passage.judgment_id)
    if question.kind in HEADER_FIELDS and question.stage in (None, judgment.header.instance):
        return _from_header(question, lead, reader)
    asked = Asked(question.text, question.asked, question.voices)
    hits = reader.search_in(asked, judgment.id)
    fit = fit_for(question, judgment, hits, reader)
    word = only_parties_say(fit, hits, judgment)
    against = (
        attributed(question, fit, hits)
        or contradicting(question, fit)
        or presupposed(question, fit, hits)
        or (never_ordered(question, fit, word) if word else None)
    )
    if against is not None:
        against_it = (statement_of(against.hit, fit, judgment),)
        return Extraction(Outcome.PREMISE_REJECTED, against_it, against.told)
    fitting = [hit for hit in hits if may_answer(hit.passage, question, judgment, spun=hit.spun)]
    answering = [] if word else answers(fitting, fit, reader.reading)
    note = totals_beside(fit, reader.reading) if answering else ONLY_CLAIMED
    if not of.asks_the_court:
        answering = answering or claimed(fit, hits, reader.reading)
    if not answering:
        return _declined(_falls_short(fitting, word))
    statements = [
        statement_of(hit, fit, judgment, leads=place == 0)
        for place, hit in enumerate(chosen(answering, fit))
    ]
    return Extraction(Outcome.ANSWERED, tuple(statements), note)


def _no_case(missing: Sequence[str]) -> str:
    if not missing:
        return "文库里没有一份文书与问题所说的案件相符。"
    together = "同时" if len(missing) > 1 else ""
    return f"文库里没有找到{together}提到{'、'.join(f'“{name}”' for name in missing)}的文书。"


def _falls_short(fitting: Sequence[Hit], word: str | None) -> str:
    if not fitting:
        return "找到的相近内容都不是有权回答这一问题的人说的（例如只有当事人的说法）。"
    if word:
        return f"只有当事人说到“{word}”，没有找到法院就此的认定。"
    return "相近的段落没有说到所问的事。"


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
