"""Narrated parties: who the sentence names that tells how the case came (…一案).

Pages that leave the head out still have this sentence.
"""

import re
from collections.abc import Iterator

from corpus.judgment import Party
from corpus.script import simplified
from ingest.cause import KNOWN_CAUSE, SURE_CAUSE
from ingest.roles import IN_BRACKETS, ORGANISATION, ROLE, SURE_ORGANISATION

LONGEST_PERSON = 4
"""Characters of a person's name without a dot."""

_SENTENCE = re.compile(
    rf"(?:^|[。\n])\s{{0,12}}(?={ROLE})([^。\n]{{4,600}}?)"
    r"(?:一案|(?<=纠纷)案[，,]|[，,]于[^，,。\n]{4,20}向本院(?:提起|提出|申请|起诉))"
)
_NAMED = re.compile(rf"(?P<role>{ROLE})(?:[（(](?P<earlier>[^（()）]{{2,30}})[）)])?[：:]?")
_SHORT_NAME = re.compile(r"[（(](?:以下|[简下]称|原名|曾用名|又名)[^（()）]{0,60}[）)]")
_CUT = "｜"
"""Stands where brackets with a short name stood: there a name ends."""

_LEADS_ON = re.compile(r"(?:均?不服|为?与|以及|及其?|因|和|诉|[、，,；;])+$")
_ENDS_NAME = re.compile(
    rf"{_CUT}|因(?!特)|不服|被控|被指控|涉嫌|犯(?=[^，,。]{{1,30}}罪)"
    "|起?诉称|辩称|作出|所作|于(?=[12一二同])|[，,]"
)
_NOT_A_NAME = re.compile(r"^(?:的|在|对|就|为|等|均|未|向|将|提|之|与)|诉|辩称|认为|查明|提供")
# Before a cause without a mark between stands a name; more may be the cause's first words.
_PERSON = re.compile(
    r"[*＊×XＸ]{2,3}"
    r"|[\u4e00-\u9fff](?:某{1,2}[甲乙丙丁\d]?|[\u4e00-\u9fff]{1,2}|[*＊×XＸ]{1,2}\d?)"
)
_ORGANISATION = re.compile(ORGANISATION)
_SURE_ORGANISATION = re.compile(SURE_ORGANISATION)
LONGEST_NAME = 60
"""Characters of the longest name; what is longer is a sentence."""


def narrated(opening: str) -> Iterator[Party]:
    """Each party with its role, in order; a name whose end is not sure is left out.

    Of several such sentences (a title repeats the roles) the one that names most is read.

    >>> [p.name for p in narrated("上诉人甲某、乙公司因与被上诉人丙局买卖合同纠纷一案，不服")]
    ['甲某', '乙公司', '丙局']
    """
    found = [list(_named(opening, match)) for match in _SENTENCE.finditer(simplified(opening))]
    yield from max(found, key=len, default=[])


def _named(opening: str, sentence: re.Match[str]) -> Iterator[Party]:
    written = re.sub(r"[\s“”\"]", "", opening[slice(*sentence.span(1))])
    plain = re.sub(r"[\s“”\"]", "", sentence[1])
    words = _SHORT_NAME.sub(lambda m: _CUT * len(m[0]), plain)
    roles = list(_NAMED.finditer(words))
    for role, following in zip(roles, [*roles[1:], None], strict=True):
        stretch = words[role.end() : following.start() if following else len(words)]
        bare = _LEADS_ON.sub("", stretch) if following else _without_cause(stretch)
        earlier = role.span("earlier") if IN_BRACKETS.search(role["earlier"] or "") else None
        place = role.end()
        parts = bare.split("、")
        for number, part in enumerate(parts):
            # Where no known cause ends the sentence, its last name may have run into the cause.
            sure = bool(following) or number < len(parts) - 1 or bare != stretch
            if name := _name(part, sure=sure):
                yield Party(
                    written[place : place + len(name)],
                    written[slice(*role.span("role"))],
                    written[slice(*earlier)] if earlier else None,
                )
            place += len(part) + 1


def _without_cause(stretch: str) -> str:
    """What stands before the cause that ends the sentence; all of it if no known cause does.

    A cause begins after an organisation's name if it can: 某合同服务公司买卖合同纠纷.
    """
    for organisation in reversed(list(_ORGANISATION.finditer(stretch))):
        if KNOWN_CAUSE.match(stretch, organisation.end()):
            return stretch[: organisation.end()]
    sure = list(_SURE_ORGANISATION.finditer(stretch))
    if sure and re.search("(?:纠纷|争议)(?:管辖权?异议)?$", stretch[sure[-1].end() :]):
        return stretch[: sure[-1].end()]
    known = SURE_CAUSE.search(stretch)
    if known and _PERSON.fullmatch(stretch[: known.start()].rpartition("、")[2]):
        return stretch[: known.start()]
    return stretch


def _name(part: str, *, sure: bool) -> str | None:
    """The name that a stretch of words begins with; `sure` if nothing but the name can be there."""
    cut = _ENDS_NAME.split(part, maxsplit=1)
    name = re.sub(r"(?:等|之间|双方)$", "", cut[0])
    if not name or _NOT_A_NAME.search(name) or len(name) > LONGEST_NAME:
        return None
    if len(cut) > 1:
        return name
    shaped = len(name) <= LONGEST_PERSON or "·" in name or re.search(ORGANISATION + "$", name)
    return name if sure and shaped else None
