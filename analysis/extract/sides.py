"""Sides: on which side of the case each name stands."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from analysis.person_name import RARER_SURNAMES, SURNAMES
from corpus.judgment import DIGEST, Judgment, Party
from corpus.voice import Voice
from ingest.sides import NOT_A_NAME, sides_of

_ROLE = r"(?<!反诉)(再审申请人|被申请人|被上诉人|上诉人|原告|被告|第三人)(?!人)"
_PERSON = re.compile(
    rf"{_ROLE}([{SURNAMES}{RARER_SURNAMES}](?:某[某甲乙丙丁戊己庚辛壬癸\d]?|[\u4e00-\u9fff]{{1,2}}))"
)
_ORGANISATION = re.compile(
    rf"{_ROLE}([\u4e00-\u9fff（）()]{{2,24}}?(?:公司|银行|[支分]行|合作社|委员会|医院|学校|厂|店|部)(?:[\u4e00-\u9fff]{{2,8}}(?:[分支]行|[分支]公司))?)"
)
_IS_ORGANISATION = re.compile(
    r"公司|事务所|协会|银行|[支分]行|厂|店|局|委员会|中心|医院|学校|合作社|集团|部$"
)
_PLACES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南"
    "|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|深圳|广州|杭州|南京|苏州|无锡"
    "|宁波|温州|厦门|福州|青岛|济南|大连|沈阳|长春|哈尔滨|石家庄|太原|郑州|武汉|长沙|南昌|合肥|成都|昆明"
    "|贵阳|西安|兰州|南宁|海口|珠海|东莞|佛山|中山|惠州"
)
_TRADE_NAME = re.compile(
    rf"(?:(?:{_PLACES})[省市]?|[\u4e00-\u9fff]{{2,3}}?[省市区县])*"
    r"(?P<name>(?!中国|中华|国家|人民|工商|农业|建设|交通|有限|股份)[\u4e00-\u9fff]{2})"
)
"""What an organisation is called for short: 乙丙 of 杭州乙丙智能科技有限公司."""

_AROUND_A_NAME = re.compile(r"请求|[一二]审|原告|被告|上诉人")
"""甲公司在一审中请求被告乙公司 is no name, however it begins and ends."""

_ENDS_A_NAME = re.compile(r"(?:公司|银行|集团)$")
_BRANCH = re.compile(r"分行|支行|分公司|子公司|营业部|分局")

SIDES = {
    "原告": Voice.PLAINTIFF_CLAIM,
    "上诉人": Voice.PLAINTIFF_CLAIM,
    "再审申请人": Voice.PLAINTIFF_CLAIM,
    "被告": Voice.DEFENDANT_ARGUMENT,
    "被上诉人": Voice.DEFENDANT_ARGUMENT,
    "被申请人": Voice.DEFENDANT_ARGUMENT,
    "第三人": Voice.THIRD_PARTY,
}


def sides_in(judgment: Judgment) -> Mapping[str, Voice]:
    """The voice of the side of every name that stands beside a role; a tie is left out.

    What the words around a name tell (`ingest.sides`) goes before what stands beside it alone.
    """
    return _sides_in(judgment.text)


@lru_cache(maxsize=64)
def _sides_in(text: str) -> Mapping[str, Voice]:
    votes: dict[str, Counter[Voice]] = {}
    for role, name in [*_PERSON.findall(text), *_ORGANISATION.findall(text)]:
        if not NOT_A_NAME.match(name):
            for end in {2, len(name)} if len(name) < 4 else {len(name)}:
                votes.setdefault(name[:end], Counter())[SIDES[role]] += 1
    sides = dict(sides_of(text))
    for name, counted in votes.items():
        ranked = counted.most_common(2)
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            sides.setdefault(name, ranked[0][0])
    return sides


def sides_named(asked: str, judgment: Judgment) -> Mapping[str, Voice]:
    """The sides of the parties that a question names, by the words it calls them by.

    Of an organisation a piece will do: 西城支行. But 某银行 is not 某银行西城支行: where the
    question names the parent of a party, nobody has spoken for it, and its voice is 其他.
    """
    headed = {p.name: side for p in judgment.header.parties if (side := _side_of(p, judgment))}
    known = {**sides_in(judgment), **headed}
    pieces = [
        (piece, name, side)
        for name, side in known.items()
        if not _AROUND_A_NAME.search(name) and (piece := part_in(name, asked)) is not None
    ]
    found: dict[str, Voice] = {}
    for piece, name, side in sorted(pieces, key=lambda found: (-len(found[0]), found[1])):
        # 有限公司 is a piece of every company's name, and tells nothing inside a longer one.
        if not any(piece in longer for longer in found):
            found[piece] = Voice.OTHER if _is_parent(piece, name, asked) else side
    return found


def _side_of(party: Party, judgment: Judgment) -> Voice | None:
    """The side by the head; of a digest, whose pleas are those of the first instance, by that."""
    digest = judgment.header.doc_type == DIGEST
    earlier = re.sub("原审|一审", "", party.earlier_role or "") if digest else ""
    return SIDES.get(earlier) or SIDES.get(party.role)


def part_in(name: str, asked: str) -> str | None:
    """The name if the question holds it; of an organisation's, the longest piece that it holds."""
    if name in asked:
        return name
    if not _IS_ORGANISATION.search(name):
        return None
    for length in range(len(name) - 1, 2, -1):
        for start in range(len(name) - length + 1):
            if name[start : start + length] in asked:
                return name[start : start + length]
    trade = _TRADE_NAME.match(name)
    return trade["name"] if trade and trade["name"] in asked else None


def _is_parent(piece: str, name: str, asked: str) -> bool:
    rest = name[name.index(piece) + len(piece) :]
    whole = _ENDS_A_NAME.search(piece) is not None and _BRANCH.search(rest) is not None
    return whole and name not in asked
