"""Parties: whether a statement names or pairs people as its quotes and their passages do."""

import re
from collections.abc import Iterator, Mapping, Sequence

from analysis.person_name import FOLLOWING
from analysis.verify.names import (
    ANONYMOUS,
    COMPANY,
    ROLE,
    Mention,
    known_names,
    mentions_in,
    names_after_roles,
    names_of_actors,
    places_of_names,
)
from analysis.verify.place import displaced, word_at

_GENERIC = re.compile(
    r"(?:有限|责任|股份|集团|商贸|贸易|科技|实业|建筑|建设|工程|房地产|开发|置业|物业|服务|管理|投资|保险|财产|人寿"
    r"|汽车|运输|物流|文化|传媒|广告|装饰|食品|电子|机械|设备|材料|化工|医药|发展|信息|技术|网络|咨询|劳务|派遣|分|总)+$"
)
_NO_COMPANY = re.compile(
    rf"(?:{ROLE.pattern}|该|本|我|此|两|各|子|母|用人|所在|目标|由|向|与|的|和|在|系|为|是|用|家|某|涉案|建筑|保险|外地)$"
)

_HAN = re.compile(r"[\u4e00-\u9fff]")
_ALL_HAN = re.compile(r"[\u4e00-\u9fff]+$")
_BEFORE_A_NAME = frozenset("为定明决令告人由向与和对称诉及是系在即给被以因但且的该裁院求")
"""Characters that a name of a company follows, and that are hardly ever inside one."""

_PAY = "赔偿|支付|给付|返还|偿还|归还|补偿|交付|退还|承担|负担"
_MENTION = (
    r"(?:原告|被告|被上诉人|上诉人|第三人|申请人|被申请人|被告人|借款人|出借人|担保人)(?!人)"
    rf"|{ANONYMOUS.pattern}"
)
_TRANSFER = re.compile(
    rf"(?P<payer>{_MENTION})(?P<between>[^。；;，,]{{0,25}}?)(?P<verb>{_PAY})(?:给)?(?P<payee>{_MENTION})"
)

_OPPOSITE = (
    ({"原告", "一审原告", "原审原告"}, {"被告", "一审被告", "原审被告"}),
    ({"上诉人"}, {"被上诉人"}),
    ({"申请人", "再审申请人"}, {"被申请人"}),
    ({"借款人", "债务人"}, {"出借人", "债权人"}),
    ({"保证人", "担保人"}, {"出借人", "债权人"}),
    ({"被告人"}, {"被害人"}),
    ({"原告", "被告"}, {"第三人"}),
)  # fmt: skip
"""Roles that one and the same person does not have in one instance."""

_BEARERS = (
    ("抚养", re.compile(r"(?P<by>由|随|归)(?=[^，。；]{2,10}?(?:直接|独立)?(?:抚养|生活|监护))")),
    ("取得所有权", re.compile(r"(?P<by>判归|归)(?=[^，。；]{2,10}?所有)")),
    (
        "负担",
        re.compile(r"费用?[^，。；由]{0,12}[，,]?(?P<by>由)(?=[^，。；]{2,12}?(?:负担|承担|缴纳))"),
    ),
)  # fmt: skip
"""What somebody is to bear or to have, and the word before who it is: 由原告直接抚养."""

_BOTH = re.compile(r"原、?被告|原告(?:和|与|、|及)被告|双方")
_SPEAKS = re.compile(
    r"^[^，。：:]{0,14}?(?:主张|诉称|辩称|述称|称|认为|请求|要求|抗辩|陈述|提出|意见|认定|查明|判决|一方)[，：:]?"
)


def unknown_name(text: str, sources: Sequence[str]) -> str | None:
    """The first name in the text that stands in none of the sources; None if all do.

    Only what is surely a name is looked at: 张某甲, a surname right after a role or before what
    its bearer does, what differs from a known name in one character, and what is left of a
    company's name without its generic words.
    """
    known = "\n".join(sources)
    for match in ANONYMOUS.finditer(text):
        if match[0] not in known:
            return match[0]
    for name in (*names_after_roles(text), *names_of_actors(text)):
        if name[:2] not in known:
            return name
    return _unknown_company(text, known) or _near_miss(text, known, known_names(sources))


def exchanged_parties(text: str, quotes: Sequence[str], sources: Sequence[str]) -> str | None:
    """Who stands in the text where the quotes have somebody else, in Chinese; None if nobody.

    `sources` tell who has which role: 被告左某.
    """
    names = known_names((*sources, text))
    roles = _roles_of((*sources, *quotes), names)
    for mention in mentions_in(text, names):
        known = roles.get(mention.name or "", set())
        role = mention.role
        if role and role not in known and any(_opposed({role}, {other}) for other in known):
            return f"“{mention.name}”在裁判文书里是{'、'.join(sorted(known))}，不是{role}。"
    opening = _SPEAKS.match(text)
    own = [m for m in mentions_in(text, names) if not opening or m.start >= opening.end()]
    both = [match.span() for match in _BOTH.finditer(text)]
    pair = displaced(
        [
            word_at(text, m.start, m.end, m)
            for m in own
            if not any(start <= m.start < end for start, end in both)
        ],
        [
            word_at(quote, m.start, m.end, m)
            for quote in quotes
            for m in mentions_in(_BOTH.sub(lambda b: "\0" * len(b[0]), quote), names)
        ],
        lambda said, claimed: not _are_two(said, claimed, roles),
    )
    if pair is None:
        return _other_bearer(text, quotes, names, roles)
    return f"“{pair[0].shown}”在所引原文的同一处是“{pair[1].shown}”。"


def _other_bearer(
    text: str, quotes: Sequence[str], names: frozenset[str], roles: Mapping[str, set[str]]
) -> str | None:
    """Who is to have, to raise or to pay what, where the quotes have it of somebody else alone."""
    for what, pattern in _BEARERS:
        own = _bearers(pattern, text, names)
        quoted = [m for quote in quotes for m in _bearers(pattern, quote, names)]
        for mention in own:
            if quoted and all(_are_two(mention, other, roles) for other in quoted):
                shown = quoted[0].name or quoted[0].role
                return f"这句话写由“{mention.name or mention.role}”{what}，所引原文是“{shown}”。"
    return None


def _bearers(pattern: re.Pattern[str], text: str, names: frozenset[str]) -> list[Mention]:
    ends = {match.end("by") for match in pattern.finditer(text)}
    return [mention for mention in mentions_in(text, names) if mention.start in ends]


def reversed_transfer(text: str, quotes: Sequence[str]) -> str | None:
    """Who pays whom in the text against the quotes, if the quotes have it the other way round."""
    quoted = {pair for quote in quotes for pair in _transfers(quote)}
    for payer, payee in _transfers(text):
        if (payee, payer) in quoted and (payer, payee) not in quoted:
            return f"这句话写“{payer}”付给“{payee}”，所引原文相反。"
    return None


def _unknown_company(text: str, known: str) -> str | None:
    for match in COMPANY.finditer(text):
        core = _GENERIC.sub("", match["run"])
        if not core or _NO_COMPANY.search(core):
            continue
        tail = match[0][len(core) - 1 :]
        if core[-2:] not in known and tail not in known:
            return match[0][max(0, len(core) - 4) :]
        if name := _changed_company(text[: match.end()], known):
            return name
    return None


def _changed_company(before: str, known: str) -> str | None:
    """The company's name that the text ends with, if one character makes it another: 虎佳电器公司.

    Its longest known ending must go on to the left, wherever it is known, within the name.
    """
    length = 2
    while length < len(before) and before[-length - 1 :] in known:
        length += 1
    ending = before[-length:]
    brand = _GENERIC.sub("", ending.removesuffix("公司"))
    if not before.endswith(("有限公司", "集团公司")) or not brand or not _ALL_HAN.match(ending):
        return None
    if ending.count("公司") > 1 or re.search(r"[告由向与和对及的令]", ending):
        return None  # the whole name is known, with what stands before it
    left = before[-length - 1 : -length]
    if not _HAN.match(left) or left in _BEFORE_A_NAME:
        return None
    befores = {known[m.start() - 1 : m.start()] for m in re.finditer(re.escape(ending), known)}
    inside = all(_HAN.match(each) and each not in _BEFORE_A_NAME for each in befores)
    return left + ending if inside else None


def _near_miss(text: str, known: str, names: frozenset[str]) -> str | None:
    """What differs from a known name in one character and is not known: 柴伟辉 for 李伟辉.

    A name of two characters is looked for only where a name may stand.
    """
    own = {name for name in names if not ANONYMOUS.match(name)}
    # 原告邓超租金 gives 邓超租: what was read once may be a character too long.
    own |= {name[:2] for name in own if known.count(name) == 1}
    shapes = {shape for name in own for shape in _shapes(name)}
    places = sorted(places_of_names(text))
    for length in (2, 3):
        for start in places if length == 2 else range(len(text) - 2):
            other = text[start : start + length]
            if length == 3 and other[2] in FOLLOWING:
                continue
            if other not in known and any(shape in shapes for shape in _shapes(other)):
                return other
    return None


def _shapes(name: str) -> list[str]:
    """The name with each of its characters left open."""
    return [f"{name[:at]}_{name[at + 1 :]}" for at in range(len(name))]


def _roles_of(sources: Sequence[str], names: frozenset[str]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for source in sources:
        for mention in mentions_in(source, names):
            if mention.name and mention.role:
                found.setdefault(mention.name, set()).add(mention.role)
    return found


def _are_two(one: Mention, other: Mention, roles: Mapping[str, set[str]]) -> bool:
    """Whether the two surely are different people."""
    if one.name and other.name:
        return one.name != other.name
    first = {one.role} if one.role else roles.get(one.name or "", set())
    second = {other.role} if other.role else roles.get(other.name or "", set())
    return bool(first and second) and _opposed(first, second)


def _opposed(one: set[str], other: set[str]) -> bool:
    """Whether nobody has a role of both sets in one instance."""
    return any(
        (one <= left and other <= right) or (one <= right and other <= left)
        for left, right in _OPPOSITE
    )


def _transfers(text: str) -> Iterator[tuple[str, str]]:
    for match in _TRANSFER.finditer(text):
        payers = re.findall(_MENTION, match["payer"] + match["between"])
        yield payers[-1] if len(payers) == 1 else payers[0], match["payee"]
