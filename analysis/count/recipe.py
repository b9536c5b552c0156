"""The recipe of counting: from the question to the number, the list, and a place for each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.answer import Citation, Outcome, Statement
from analysis.cited import cited
from analysis.count import words
from analysis.count.condition import Field
from analysis.count.name_conditions import Known, known_of
from analysis.count.places import (
    any_place,
    awarded_places,
    claimed_places,
    head_place,
    instance_places,
    kind_places,
)
from analysis.count.question import CountQuestion, read_question, shape_of
from analysis.count.shapes import LIBRARY, Measure
from analysis.count.tally import Tally, groups, tally, value_of
from analysis.question.follow_up import Standalone
from analysis.verify.speakers import weakest_voice
from analysis.warnings import DIGEST
from corpus.catalog import Catalog
from corpus.catalog_facts import Facts
from corpus.judgment import Judgment
from corpus.passage import Span
from corpus.record import Entry
from corpus.scope import Scope
from corpus.voice import INTRODUCTIONS, Voice

MOST_PLACES = 3
"""Quotes beside one judgment of a list."""

_LEANT_ON = re.compile("^承接前问“|”：")
"""How analysis.question.follow_up marks the earlier question; its conditions hold on."""

_AMONG = ("其中", "这里面", "这些里", "这些案件", "当中")


@dataclass(frozen=True, slots=True)
class Counted:
    """An answer that was reckoned from the catalog; its first statement begins with the number."""

    outcome: Outcome
    text: str
    statements: tuple[Statement, ...] = ()
    warnings: tuple[str, ...] = ()


def counted(standalone: Standalone, catalog: Catalog, scope: Scope) -> Counted | None:
    """The number asked for, from the heads of all judgments in the scope; None if none is.

    A scope of one judgment is never counted: what is asked then is asked of it.
    """
    ids = scope.judgment_ids
    if shape_of(standalone.asked) is None or (ids is not None and len(ids) < 2):
        return None
    facts = catalog.facts.every(ids)
    question = _question(standalone, known_of(facts), catalog)
    if question is None or not facts:
        return None
    if question.unread:
        return Counted(Outcome.DECLINED, words.unreadable(question))
    where = "文库" if ids is None else "所选范围"
    found = tally(question, facts)
    if found.undecided is not None:
        return Counted(Outcome.DECLINED, words.undecided(question, found, where))
    told = words.first_sentence(question, found, where)
    statements = tuple(_statements(question, found, told, catalog))
    notes = words.notes(question, found, catalog.facts.copies(ids))
    if found.digests_only:
        notes = (*notes, DIGEST)
    text = "\n".join(s.text for s in statements) or told
    return Counted(Outcome.ANSWERED, text, statements, notes)


def _question(standalone: Standalone, known: Known, catalog: Catalog) -> CountQuestion | None:
    """What is counted; of a question that leans on an earlier one only with its conditions.

    那赔得最多的呢 after a question on one case is about that case, unless it names the library.
    """
    asked = standalone.asked
    question = _read(asked, known, catalog)
    if question is None or standalone.text == asked:
        return question
    if asked.lstrip("那么，").startswith(_AMONG):
        return _read(_LEANT_ON.sub(" ", standalone.text), known, catalog)
    shape = shape_of(asked)
    sure = (shape and shape.sure) or LIBRARY.search(asked)
    return question if sure or _follows_a_count(standalone, known, catalog) else None


def _follows_a_count(standalone: Standalone, known: Known, catalog: Catalog) -> bool:
    """Whether the question that it leans on was counted: 2016年的离婚案：最高赔了多少."""
    earlier = standalone.text.removesuffix(standalone.asked).strip("：")
    earlier = _LEANT_ON.sub("", earlier).rstrip("”")
    found = _read(earlier, known, catalog) or _read(f"{earlier}有几份？", known, catalog)
    return found is not None and not found.unread


def _read(asked: str, known: Known, catalog: Catalog) -> CountQuestion | None:
    shape = shape_of(asked)
    return read_question(asked, shape, known, catalog.facts) if shape else None


def _statements(
    question: CountQuestion, found: Tally, told: str, catalog: Catalog
) -> Iterator[Statement]:
    """The number and the first of the list in one statement, then each other one of the list."""
    if question.measure is Measure.GROUPS and question.by is not None:
        listed = [
            (f"{name}：{len(members)} 份，如", members[0])
            for name, members in groups(question.by, found.counted)[: words.MOST_LISTED]
        ]
    else:
        listed = [("", facts) for facts in found.counted[: words.MOST_LISTED]]
    entries = catalog.entries_by_id({facts.judgment_id for _, facts in listed})
    lead = f"{told}{words.listing(found, question)}\n"
    number = 0
    for group, facts in listed:
        entry = entries.get(facts.judgment_id)
        if entry is None:  # removed between the two looks into the catalog
            continue
        number += 1
        judgment = catalog.judgment(facts.judgment_id)
        item = _item(question, judgment, entry)
        yield replace(item, text=f"{lead}{number}. {group}{item.text}")
        lead = ""


def _item(question: CountQuestion, judgment: Judgment, entry: Entry) -> Statement:
    """One judgment of a list, with the places that it is listed for."""
    citations = tuple(cited(judgment, entry, span) for span in _places(question, judgment))
    facts = Facts(judgment.id, judgment.title, judgment.header, judgment.quality.spun)
    value = words.value_words(question, value_of(question.by, facts) if question.by else None)
    head = judgment.header
    named = [part for part in (head.case_number, head.court, head.date) if part]
    label = f"{judgment.title}（{'，'.join(named or entry.source_ids[:1])}）"
    quoted = "；".join(f"{_lead(c, judgment)}：“{c.quote}”" for c in citations)
    digest = "据案例摘要，" if entry.is_digest else ""
    text = f"{label}{f'，{value}' if value else ''}。{digest}{quoted}"
    return Statement(text, weakest_voice([c.voice for c in citations]), citations)


def _lead(citation: Citation, judgment: Judgment) -> str:
    """Who says it; of a field of the head that it is the head's."""
    located = {span for _, span in judgment.header.places}
    if citation.span in located or citation.voice is Voice.OTHER:
        return "文书写明"
    return INTRODUCTIONS[citation.voice]


def _places(question: CountQuestion, judgment: Judgment) -> tuple[Span, ...]:
    """Where the fields that were asked for stand; else what shows that there is this judgment."""
    found = [span for c in question.conditions for span in c.shown(judgment)[:2]]
    found += _by_places(question, judgment)
    return tuple(dict.fromkeys(found))[:MOST_PLACES] or any_place(judgment)


def _by_places(question: CountQuestion, judgment: Judgment) -> Sequence[Span]:
    match question.by:
        case Field.AWARDED:
            return awarded_places(judgment)
        case Field.CLAIMED:
            return claimed_places(judgment)
        case Field.RATIO:
            return (*awarded_places(judgment)[:2], *claimed_places(judgment)[:1])
        case Field.COURT | Field.LEVEL:
            return head_place(judgment, "court")
        case Field.CAUSE:
            return head_place(judgment, "cause")
        case Field.YEAR | Field.DATE:
            return head_place(judgment, "date")
        case Field.INSTANCE:
            return instance_places(judgment)
        case Field.KIND:
            return kind_places(judgment)
    return ()
