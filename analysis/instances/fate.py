"""What a higher instance made of the decisions it reviewed, as its own order says."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from corpus.case_mention import CaseMention, Relation
from corpus.case_number import instance_of
from corpus.judgment import Judgment
from corpus.passage import Span
from corpus.scope import INSTANCE_NAMES
from corpus.voice import Voice


class Fate(StrEnum):
    """What became of a decision; the value stands after 被 or 经."""

    UPHELD = "维持"
    WITHDRAWN = "准许撤回上诉"
    REFUSED = "驳回再审申请"
    CHANGED = "部分改判"
    REVOKED = "撤销"
    REMANDED = "撤销并发回重审"
    REOPENED = "裁定再审"
    RETRIED = "发回后重新判决"


REVIEWING = ("二审", "再审", "再审审查")
"""Instances that review what another decided."""

OVERTURNED = frozenset({Fate.CHANGED, Fate.REVOKED, Fate.REMANDED, Fate.RETRIED})
"""Fates after which a decision no longer tells what was held."""


class Reviewed(NamedTuple):
    """One decision that was reviewed. `number` is None where no number of it is told."""

    number: str | None
    kind: str | None  # 判决, 裁定 or 调解, as the mention says
    fate: Fate
    span: Span  # the item of the order that says so, in the reviewing judgment's text


_KIND = re.compile(r"[^，。；]{0,6}?(判决|裁定|调解)")
_VERB = re.compile("撤销|变更|维持|改判")
_UNTIL = re.compile("[，；。]|即|维持|变更")
_PART = re.compile(r"第[^号，。；]{1,16}项|部分|主文中|中(?:对|关于|的)")
_REMANDS = re.compile(r"发回|发还")
MASKED = re.compile(r"[X×*略]|某")
"""Of a case number: it is anybody's."""


# What an order says without a number, of the decision that is directly under review.
UNNUMBERED: tuple[tuple[str, Fate, str], ...] = (
    # pattern, fate, example; the first found tells
    (r"撤销[\s\S]{0,120}发[回还]", Fate.REMANDED, "撤销原判，发回某县人民法院重新审判。"),
    (r"驳回[^。；]{0,40}再审申请", Fate.REFUSED, "驳回某公司的再审申请。"),
    (r"准[许予][^。；]{0,60}撤回[^。；]{0,20}上诉", Fate.WITHDRAWN, "准许某甲撤回上诉。"),
    (r"指令[^。；]{0,30}再审|本院提审", Fate.REOPENED, "本案由本院提审。"),
    (r"维持原[判裁]|驳回上诉", Fate.UPHELD, "驳回上诉，维持原判。"),
    (r"撤销[^。；]{0,60}第[^。；]{1,20}项|变更", Fate.CHANGED, "撤销原审判决第二项。"),
    (r"撤销[^。；]{0,60}(?:判决|裁定|原判)", Fate.REVOKED, "撤销原审判决。"),
    (r"维持[^。；]{0,60}(?:判决|裁定)", Fate.UPHELD, "维持一审判决。"),
)


def reviewed_by(later: Judgment) -> tuple[Reviewed, ...]:
    """What a judgment's order says of each decision that it reviews; empty if it reviews none.

    A number that the order does not name shares the fate of what is directly under review, where
    that is overturned; where it is upheld, nothing is known of what lies before it.
    """
    if later.header.instance not in REVIEWING or later.quality.spun:
        return ()
    items = [s.span for s in later.sentences if s.voice is Voice.ORDER]
    if not items:
        return ()
    mentions = [m for m in later.case_numbers if m.relation is Relation.EARLIER]
    numbers = [n for n in dict.fromkeys(m.number for m in mentions) if _decides(later, n, mentions)]
    unnumbered = _unnumbered(later, items)
    if not numbers:
        return (Reviewed(None, None, *unnumbered),) if unnumbered else ()
    named = {n: _named(later, items, [m for m in mentions if m.number == n]) for n in numbers}
    direct = max(numbers, key=_instance_rank)
    if named[direct] is None:
        named[direct] = unnumbered
    told = named[direct]
    found = []
    for number in numbers:
        fate = named[number]
        kind = _kind_of(later, mentions, number)
        before = -1 < _instance_rank(number) < _instance_rank(direct)
        if fate is None and told is not None and told[0] in OVERTURNED and kind and before:
            fate = told
        if fate is not None:
            found.append(Reviewed(number, kind, *fate))
    return tuple(found)


def _named(
    later: Judgment, items: Sequence[Span], mentions: Sequence[CaseMention]
) -> tuple[Fate, Span] | None:
    """The fate of a decision that items of the order call by number; None if none does.

    The verb is the last before the number: 撤销甲判决，维持乙判决. What stands after 即 only tells
    what the decision had said.
    """
    remanded = any(_REMANDS.search(item.of(later.text)) for item in items)
    found: dict[str, tuple[Fate, Span]] = {}
    for item, mention in product(items, mentions):
        if not item.overlaps(mention.span):
            continue
        before = later.text[item.start : mention.span.start]
        verbs = _VERB.findall(before)
        if not verbs or "即" in before:
            continue
        rest = _UNTIL.split(later.text[mention.span.end : item.end], maxsplit=1)[0]
        place = trimmed(later, item)
        if verbs[-1] == "维持":
            found.setdefault("维持", (Fate.UPHELD, place))
        elif verbs[-1] == "撤销" and not _PART.search(rest):
            found.setdefault("撤销", (Fate.REMANDED if remanded else Fate.REVOKED, place))
        else:
            found.setdefault("改判", (Fate.CHANGED, place))
    return found.get("撤销") or found.get("改判") or found.get("维持")


def _unnumbered(later: Judgment, items: Sequence[Span]) -> tuple[Fate, Span] | None:
    words = "".join(item.of(later.text) for item in items)
    for pattern, fate, _ in UNNUMBERED:
        if not re.search(pattern, words):
            continue
        for item in items:
            if re.search(pattern, item.of(later.text)):
                return fate, trimmed(later, item)
        return fate, trimmed(later, items[0])
    return None


def _decides(later: Judgment, number: str, mentions: Sequence[CaseMention]) -> bool:
    """Whether a number can be that of what is reviewed: not 监, 申 or 抗, which led to it."""
    if MASKED.search(number):
        return False
    return instance_of(number) in ("一审", "二审") or _kind_of(later, mentions, number) == "判决"


def _kind_of(later: Judgment, mentions: Sequence[CaseMention], number: str) -> str | None:
    """判决 or 裁定, after the first mention that says it."""
    for mention in mentions:
        if mention.number == number and (
            said := _KIND.match(later.text[mention.span.end : mention.span.end + 16])
        ):
            return said[1]
    return None


def _instance_rank(number: str) -> int:
    instance = instance_of(number)
    return INSTANCE_NAMES.index(instance) if instance in INSTANCE_NAMES else -1


def trimmed(judgment: Judgment, span: Span) -> Span:
    """The span without white space around its words."""
    words = span.of(judgment.text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


_SENT_BACK = re.compile(r"发回|重审|重新审理")


def sent_back(judgment: Judgment) -> Iterator[tuple[str, Span]]:
    """The numbers that a first instance names where it tells that the case was sent back to it.

    Only the frame of the proceedings is read: what parties say of other cases is none of it.
    """
    if judgment.header.instance != "一审" or judgment.quality.spun:
        return
    for mention in judgment.case_numbers:
        if mention.voice is not Voice.PROCEDURE or mention.relation is Relation.OWN:
            continue
        sentence = next(s.span for s in judgment.sentences if s.span.overlaps(mention.span))
        if _SENT_BACK.search(sentence.of(judgment.text)) and not MASKED.search(mention.number):
            yield mention.number, trimmed(judgment, sentence)
