"""Which questions are counted, and what exactly they count.

A question is taken only if its shape asks for judgments by the number and all else in it is read
as a condition. What asks of a library for certain but holds more than can be read is declined
with the reason; every other question goes the usual way.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from analysis.count import head_conditions as head
from analysis.count import name_conditions as name
from analysis.count import outcome_conditions as outcome
from analysis.count.condition import Condition, Field, Read
from analysis.count.shapes import CLASSIFIER, DOCUMENT, FILLING, LIBRARY, SHAPES, Measure, Shape
from corpus.catalog_facts import FactsReader
from corpus.passage import Span


@dataclass(frozen=True, slots=True)
class CountQuestion:
    """What is counted. `by` is the field that is grouped, averaged or compared by.

    `unread` is what could not be read of a question that is asked of the library for certain.
    """

    measure: Measure
    conditions: tuple[Condition, ...] = ()
    by: Field | None = None
    unread: str = ""


_MASK = "\0"

# Words whose sums and groups are reckoned by, the first found; each with an example.
BY: tuple[tuple[str, Field, str], ...] = (
    (
        r"(?:判赔|支持|获赔|获支持)(?:的)?(?:比例|比率|率|比)|支持率",
        Field.RATIO,
        "判赔比例最高的是哪个案子？",
    ),
    (
        r"(?:请求|诉请|索赔|起诉|诉讼)(?:的)?(?:金额|数额|标的额|标的|额)|标的额?|(?:索赔|要求赔偿?)(?:了|得)?",
        Field.CLAIMED,
        "请求金额最大的是哪份判决？",
    ),
    (
        r"(?:判决|法院|支持)?(?:判赔|赔偿|判给|获赔|赔付|赔|支持|判(?!决))(?:的)?(?:金额|数额|额|款|钱)?(?:得|了|到|过)?",
        Field.AWARDED,
        "最高赔了多少？",
    ),
)
_DATED = re.compile(r"(?:最新|最近|最晚|最早)(?:的|判|一)")
_GROUPED: tuple[tuple[str, Field, str], ...] = (
    (r"法院(?!层级|级别)", Field.COURT, "各法院各有多少份？"),
    (r"年份?|年度", Field.YEAR, "各年份各有多少份？"),
    (r"案由", Field.CAUSE, "按案由统计有多少案件？"),
    (r"审级", Field.INSTANCE, "各审级各有几份？"),
    (r"层级|级别", Field.LEVEL, "各层级的法院各有几份判决？"),
    (r"种类", Field.KIND, "各种类的文书各有多少份？"),
    (r"类型", Field.CAUSE, "都有什么案件类型？"),  # as laymen call causes
)
_COUNTED = f"{DOCUMENT}|{LIBRARY.pattern}"
_OF_ONE_CASE = re.compile(
    r"本案|该案|此案|这个案|这起|这份|该判决|本判决|原告|被告|上诉人|对方|双方"
)
_OF_THE_LAW = re.compile(r"管辖|可以|应当|应该|需要|必须|不得|属于|能否|能够|如何|怎么|为什么|为何")


def shape_of(asked: str) -> Shape | None:
    """The first shape that a question has; None if it counts nothing. Fast: asked of everything."""
    return next((shape for shape in SHAPES if shape.pattern.search(asked)), None)


def read_question(
    asked: str, shape: Shape, known: name.Known, facts: FactsReader
) -> CountQuestion | None:
    """What a question of this shape counts; None if it is no question about the library."""
    rest, by = asked, None
    if shape.measure is Measure.GROUPS:  # 各层级的法院 is no court
        by, rest = _grouped(shape, rest)
    conditions: list[Condition] = []
    for reader in _readers(known, facts):
        for read in reader(rest):
            if _MASK in read.span.of(rest):
                continue
            conditions.append(read.condition)
            rest = _masked(rest, read.span)
    if shape.measure is not Measure.GROUPS:
        by, rest = _by(shape, rest)
    if shape.measure not in (Measure.COUNT, Measure.LIST) and by is None:
        return None
    if shape.measure is Measure.TOTAL and not LIBRARY.search(asked):
        return None  # 一共判赔多少 asks of one case
    if shape.measure is Measure.GROUPS and not re.search(
        f"{DOCUMENT}|{CLASSIFIER}|法院|案由|年份|审级|类型", asked
    ):
        return None
    rest = LIBRARY.sub(_blank, rest)
    unread = FILLING.sub("", rest.replace(_MASK, ""))
    if _asks_twice(conditions):
        return None  # 一审的有多少？二审的有多少？
    if not unread:
        if shape.measure is Measure.COUNT and not (conditions or re.search(_COUNTED, asked)):
            return None  # 有几份？ asks for anything
        if shape.measure is Measure.LIST and not (
            conditions or shape.sure or LIBRARY.search(asked)
        ):
            return None  # 有哪些？ asks for anything
        return CountQuestion(shape.measure, tuple(conditions), by)
    return _unreadable(asked, shape, rest, unread)


def _asks_twice(conditions: Sequence[Condition]) -> bool:
    """Whether two conditions of a field contradict each other: no judgment meets both."""
    fields = [c.field for c in conditions if c.field not in (Field.STATUTE, Field.PARTY)]
    return len(set(fields)) < len(fields)


def _readers(known: name.Known, facts: FactsReader) -> tuple[Callable[[str], Iterator[Read]], ...]:
    """The readers of conditions, those that take longer words first."""
    return (
        lambda q: outcome.statutes(q, facts.citing),
        outcome.dispositions,
        lambda q: outcome.rejections(q, facts.orders),
        outcome.grants,
        outcome.nothing,
        outcome.sums,
        head.years,
        lambda q: name.parties(q, known),
        head.courts,
        head.instances,
        head.kinds,
        lambda q: name.causes(q, known),
    )


def _grouped(shape: Shape, asked: str) -> tuple[Field | None, str]:
    """What is grouped by, and the question without the words for it."""
    found = shape.pattern.search(asked)
    field = next((f for p, f, _ in _GROUPED if found and re.search(p, found[0])), None)
    return field, shape.pattern.sub(_blank, asked)


def _by(shape: Shape, rest: str) -> tuple[Field | None, str]:
    """What is reckoned by, and the question without the words for it."""
    if shape.measure in (Measure.COUNT, Measure.LIST):
        return None, rest
    if _DATED.search(rest):
        return Field.DATE, _DATED.sub(_blank, rest)
    for pattern, field, _ in BY:
        if re.search(pattern, rest):
            rest = shape.pattern.sub(_blank, rest)
            return field, re.sub(pattern, _blank, rest)
    return None, rest


def _unreadable(asked: str, shape: Shape, rest: str, unread: str) -> CountQuestion | None:
    """Declined if the question is asked of the library for certain; else not ours.

    本案参考了哪些判决 has its own subject before what it asks for, 哪些案件可以… asks of the law.
    """
    if not (shape.sure or LIBRARY.search(asked)) or _OF_THE_LAW.search(unread):
        return None
    found = shape.pattern.search(asked)
    before = rest[: found.start()] if found else rest
    subject = FILLING.sub("", before.replace(_MASK, ""))
    if (subject and not LIBRARY.search(asked)) or _OF_ONE_CASE.search(before):
        return None
    return CountQuestion(shape.measure, unread=_stretch(asked, rest, unread))


def _stretch(asked: str, rest: str, unread: str) -> str:
    """The unread words as they were asked, with what was read amid them: 认定平台构成[侵权]."""
    start = rest.find(unread[0], len(rest) - len(rest.lstrip(_MASK)))
    end = rest.rfind(unread[-1]) + 1
    while end < len(rest) and rest[end] == _MASK:
        end += 1
    return asked[start:end].strip("，。？?！!的 ")


def _masked(text: str, span: Span) -> str:
    return text[: span.start] + _MASK * (span.end - span.start) + text[span.end :]


def _blank(match: re.Match[str]) -> str:
    return _MASK * len(match[0])
