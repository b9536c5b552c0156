"""Premises: what a question takes for granted, and where the court says otherwise.

法院为什么判令被告支付提成 takes for granted that it did; 法院是否判令…… does not.
"""

import re
from collections.abc import Iterator, Sequence

from analysis.extract.contrary import Contradiction, held_otherwise
from analysis.extract.fit import Fit
from analysis.extract.rulings import Ruled
from analysis.extract.signs import LISTS_ARTICLES
from analysis.question import Kind, Question
from analysis.question.case_phrase import without_case
from analysis.verify.figure_match import stands_for
from analysis.verify.figures import Figure, figures_in
from analysis.verify.figures import Kind as FigureKind
from corpus.voice import Voice

_RULES = r"判(?!断|决(?:书)?(?:的|依据|引用|适用|所))"
"""A court ruled: but 判决依据的是哪条 takes nothing for granted."""

_ASKS_WHY = re.compile(
    r"为什么|为何|凭什么|因何|何以|怎么会|(?:依据|根据|基于|凭)(?:的)?(?:是)?(?:什么|哪)|理由|原因|怎么(?:用|算|来)|按[^，。？]{1,20}算|哪一?条"
)
LEAVES_OPEN = re.compile(
    r"吗|是否|有没有|能否|还是|怎么看|如何处理|多少|多[长久]|什么时候|何时|哪天"
)  # 法院支持了吗，为什么？

_DENIES = re.compile(
    r"没有?(?:支持|采[信纳]|认定|准|判|让|叫|把|给)|未(?:予|被)?(?:支持|采[信纳]|认定|准)|不(?:予|被|能|让|准|再|用|必|予以)?(?:支持|采[信纳]|认定|认可|准|判|承担|赔|付|成立|构成|属于)"
    r"|驳回|否定|拒绝|无[需须]|不用|不必|免除|败诉"
)
_TO_WHOM = re.compile(r"判(?:令|决|给|由)?[^，。？]{2,24}?(?:偿还|支付|承担|抚养|赔偿|负担|给付)")
_BY_WHOM = re.compile(
    r"由?(?P<role>原告|被告)[^，。；由]{0,8}?(?:自行)?(?:承担|偿还|支付|给付|返还|赔偿|抚养|负担)"
)
_ROLES = {Voice.PLAINTIFF_CLAIM: "原告", Voice.DEFENDANT_ARGUMENT: "被告"}

_YUAN = re.compile(r"\d万?元|[一二三四五六七八九十百千万]元")
_GRANTS_A_CLAIM = re.compile(rf"{_RULES}|让|责令|支持|准[许予]|采[信纳]|确认|裁定")
_HOLDS = re.compile(r"认定|认为|构成|属于|有效|无效|存在|具有|违约|侵权")
_OWES_NOTHING = re.compile(
    r"(?:不用|无[需须]|不必|不应|免于|免除|不)再?(?:赔|付|支付|承担|负责|负|给)"
)
_GRANTS = re.compile(rf"{_RULES}|让|责令|支持|认定|准许|准予|采信|采纳|确认|裁定|适用|认为")

CLEARLY = 0.1
"""How much more one item must be about it than another."""

NEAR_TOPIC = 0.3
ON_TOPIC = 0.4
"""Share of the question's telling words from which on a sentence is taken to be about it."""

_LIABILITIES = (
    re.compile(r"(连带|补充|按份)(?:清偿|赔偿|偿还|保证|给付)?责任"),
    re.compile(r"(全部|主要|次要|同等)责任"),
    re.compile(r"(直接|帮助|间接|教唆)侵权"),
)
"""Kinds of liability of which a party bears one: 只判补充责任, where the order says 连带责任."""

_IN_FULL = re.compile(r"(?:全额|全部|悉数|完全|都)(?:支持|判|赔|准|采)")
_IN_PART = re.compile(r"(?:只|仅)[^，。？]{0,12}(?:一部分|部分)")
_LESS = re.compile(r"过高|酌[情定]|部分|其余|超出|调[整减]|多[计算]")
_NOT_GIVEN = re.compile(
    r"没有?(?:判|支持)(?:令|决|给|付|赔)?([\u4e00-\u9fff]{2,8}?)(?=[，,。？的]|$)"
)
_ORDERED = re.compile(r"判(?!断)[^，。？]{0,30}?(?:给|付|赔|归|承担|还|养|补)")
_NOT_IN_FULL = re.compile(r"驳回[^。；]{0,20}(?:其他|其余|其它|部分)")

_RESTATES = re.compile(r"请求|诉请|主张|要求|诉称|辩称|上诉")
"""A claim that is told of is not granted: 原告请求判令支付提成6万元."""

_OF_LAW = frozenset({FigureKind.ARTICLE, FigureKind.LAW})
_OF_MONEY_OR_SHARE = frozenset({FigureKind.YUAN, FigureKind.TERM})


def contradicting(question: Question, fit: Fit) -> Contradiction | None:
    """What in the court's own words turns over the question's premise; None if nothing does."""
    asked = question.asked
    if not takes_for_granted(question) or _was_changed(asked, fit):
        return None
    return next(_contradictions(asked, fit), None) if fit.ruled else None


def _was_changed(asked: str, fit: Fit) -> bool:
    """二审为什么改判, of an order that sets a judgment aside: what it refuses is the change."""
    bare = re.search(r"改判(?:了|呢|[？?，,]|$)", asked) is not None
    orders = (r.text for r in fit.ruled if r.hit.passage.voice is Voice.ORDER)
    return bare and any(re.search(r"撤销|改判|变更", text) for text in orders)


def _contradictions(asked: str, fit: Fit) -> Iterator[Contradiction]:
    ruled = fit.ruled
    denies = _DENIES.search(asked) is not None
    best = max(ruled, key=lambda r: (r.topic, fit.score(r.hit)))
    if not denies and _GRANTS.search(asked):
        yield from _nothing_granted(asked, ruled)
        yield from _figures_not_ruled(asked, ruled, best)
        yield from _of_another_item(asked, fit)
        yield from _another_party(asked, fit)
        yield from _other_liability(asked, ruled)
        yield from _not_in_full(asked, ruled)
        yield from _granted_in_full(asked, ruled)
    if denies or _GRANTS_A_CLAIM.search(asked):
        yield from _opposite_ruling(ruled, denies=denies)
    if denies:
        yield from _ordered_to_pay(asked, ruled, fit)
        yield from _given_after_all(asked, ruled)
    said = re.split(r"[，,]", asked)[-1]  # 原告要求丙，法院为什么认定……: the claim is no premise
    if _HOLDS.search(said):
        yield from held_otherwise(said, fit)


def takes_for_granted(question: Question) -> bool:
    """Whether a question takes for granted that a court held or ordered something."""
    asked = question.asked
    takes = _ASKS_WHY.search(asked) is not None and not LEAVES_OPEN.search(asked)
    return takes and question.kind is not Kind.PARTY_POSITION


def never_ordered(question: Question, fit: Fit, word: str) -> Contradiction | None:
    """The order, where what only a party asked for is taken for granted; None if it is not."""
    if not takes_for_granted(question) or not _ORDERED.search(question.asked):
        return None
    orders = [r for r in fit.ruled if r.hit.passage.voice is Voice.ORDER]
    if not orders or _DENIES.search(question.asked):
        return None
    best = max(orders, key=lambda r: _likeness(r, fit))
    return Contradiction(best.hit, f"只有当事人说到“{word}”，判决主文没有这一项。")


def _opposite_ruling(ruled: Sequence[Ruled], *, denies: bool) -> Iterator[Contradiction]:
    """Every sentence that is most about it rules the other way."""
    rulings = [r for r in ruled if r.decides]
    most = max((r.topic for r in rulings), default=0.0)
    if most < ON_TOPIC:
        return
    if denies and any(r.refuses and r.topic >= NEAR_TOPIC for r in rulings):
        return
    foremost = [r for r in rulings if r.topic >= most - 0.05]
    if all((r.grants, r.refuses) == (denies, not denies) for r in foremost):
        said = "支持或认定" if denies else "不予支持、驳回或否定"
        yield Contradiction(foremost[0].hit, f"法院对此{said}，与问题所说相反。")


def _figures_not_ruled(asked: str, ruled: Sequence[Ruled], best: Ruled) -> Iterator[Contradiction]:
    """A sum or share that the court is said to have granted, and that none of its words hold."""
    decided = ruled
    if _ORDERED.search(asked):  # what was ordered stands in no finding
        decided = [r for r in ruled if r.hit.passage.voice is not Voice.COURT_FINDING]
    if not decided:
        return
    missing = [
        f for f in figures_in(without_case(asked)) if _is_telling(f) and not _held(f, decided)
    ]
    if missing:
        order = [r for r in ruled if r.hit.passage.voice is Voice.ORDER and not r.refuses]
        hit = max(order, key=lambda r: r.topic).hit if order and best.topic < ON_TOPIC else best.hit
        if missing[0].kind in _OF_LAW:
            hit = next((r.hit for r in ruled if LISTS_ARTICLES.search(r.text)), hit)
        yield Contradiction(hit, f"法院的认定和判决里没有“{missing[0].shown}”。")


def _of_another_item(asked: str, fit: Fit) -> Iterator[Contradiction]:
    """A sum that the order grants for another thing, or of another party."""
    sums = [f for f in figures_in(without_case(asked)) if f.kind is FigureKind.YUAN]
    items = [r for r in fit.ruled if r.hit.passage.voice is Voice.ORDER and _YUAN.search(r.text)]
    for wanted in sums:
        having = [r for r in items if _has(wanted, r.text)]
        others = [r for r in items if r not in having]
        if not having or not others:
            continue
        best = max(others, key=lambda r: _likeness(r, fit))
        if _likeness(best, fit) > max(_likeness(r, fit) for r in having) + CLEARLY:
            yield Contradiction(best.hit, f"判决主文里的“{wanted.shown}”说的是另一项。")


def _likeness(one: Ruled, fit: Fit) -> float:
    """How far an item is about what is asked and about whom."""
    return fit.topic.held_words(one.text.lower()) + fit.topic.names_held(one.text)


def _given_after_all(asked: str, ruled: Sequence[Ruled]) -> Iterator[Contradiction]:
    """没判赔偿金, and an item of the order grants just that."""
    missing = _NOT_GIVEN.search(asked)
    if missing:
        for one in ruled:
            if one.hit.passage.voice is Voice.ORDER and one.grants and missing[1] in one.text:
                yield Contradiction(one.hit, f"判决主文判了“{missing[1]}”。")
                return


def _another_party(asked: str, fit: Fit) -> Iterator[Contradiction]:
    """Said to be one party's to pay or bring up, and the order makes it the other's."""
    said = _TO_WHOM.search(asked)
    items = [r for r in fit.ruled if r.hit.passage.voice is Voice.ORDER and r.grants]
    best = max(items, key=lambda r: r.topic, default=None)
    if said is None or best is None or best.topic < NEAR_TOPIC:
        return
    sides = {name: side for name, side in fit.sides.items() if name in said[0]}
    named = {_ROLES[side] for side in sides.values() if side in _ROLES}
    ordered = {m["role"] for m in _BY_WHOM.finditer(best.text)}
    apart = len(named) == 1 and len(ordered) == 1 and named != ordered
    if apart and not any(name in best.text for name in sides):
        yield Contradiction(best.hit, f"判决主文判的是{ordered.pop()}，不是问题所说的一方。")


def _has(figure: Figure, text: str) -> bool:
    return any(stands_for(said, figure) for said in figures_in(text))


def _ordered_to_pay(asked: str, ruled: Sequence[Ruled], fit: Fit) -> Iterator[Contradiction]:
    """Said to owe nothing, and ordered to pay; nothing refuses what is asked about."""
    if not _OWES_NOTHING.search(asked) or any(r.refuses and r.topic > 0 for r in ruled):
        return
    for one in ruled:
        named = any(name in one.text for name in fit.topic.names)
        if one.hit.passage.voice is Voice.ORDER and one.grants and named:
            yield Contradiction(one.hit, "法院判令其给付，与问题所说相反。")
            return


def _is_telling(figure: Figure) -> bool:
    return figure.kind in _OF_MONEY_OR_SHARE | _OF_LAW


def _held(figure: Figure, ruled: Sequence[Ruled]) -> bool:
    return any(
        _has(figure, r.text)
        for r in ruled
        if (r.grants and not r.refuses) or (not r.decides and not _RESTATES.search(r.text))
    )


def _other_liability(asked: str, ruled: Sequence[Ruled]) -> Iterator[Contradiction]:
    court = "".join(r.text for r in ruled)
    for kind in _LIABILITIES:
        named = kind.search(asked)
        if not named or named[1] in {found[1] for found in kind.finditer(court)}:
            continue
        for one in sorted(ruled, key=lambda r: (r.hit.passage.voice is not Voice.ORDER, -r.topic)):
            if other := kind.search(one.text):
                yield Contradiction(one.hit, f"法院判的是“{other[0]}”，不是“{named[0]}”。")
                return


def _granted_in_full(asked: str, ruled: Sequence[Ruled]) -> Iterator[Contradiction]:
    """Said to be granted in part, and every ruling on it grants and refuses nothing."""
    if not _IN_PART.search(asked):
        return
    about = [r for r in ruled if r.topic >= ON_TOPIC]
    granted = [r for r in about if r.grants and r.hit.passage.voice is Voice.ORDER]
    if granted and not any(_LESS.search(r.text) for r in about):
        yield Contradiction(granted[0].hit, "法院对此全部支持，并非只支持一部分。")


def _nothing_granted(asked: str, ruled: Sequence[Ruled]) -> Iterator[Contradiction]:
    """Said to be ordered, by an order that only dismisses."""
    order = [r for r in ruled if r.hit.passage.voice is Voice.ORDER]
    refusing = [r for r in order if r.refuses]
    if _ORDERED.search(asked) and refusing and not any(r.grants for r in order):
        yield Contradiction(refusing[0].hit, "判决主文驳回了请求，没有判令任何给付。")


def _not_in_full(asked: str, ruled: Sequence[Ruled]) -> Iterator[Contradiction]:
    if not _IN_FULL.search(asked):
        return
    for one in ruled:
        if one.hit.passage.voice is Voice.ORDER and _NOT_IN_FULL.search(one.text):
            yield Contradiction(one.hit, "法院驳回了其余的请求，并非全部支持。")
            return
