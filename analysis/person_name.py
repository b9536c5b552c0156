"""Names of people: how they begin and end, and how courts mask them.

法释〔2016〕19号, arts. 8 and 9: the surname stays and 某 stands for the given name; where two would
be alike, Arabic numerals tell them apart: 张某1 and 张某2. Older judgments put 甲, 乙 or a second
某 there, and some mask the middle of a name: 张某金.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜"
    "叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦傅邹熊孟秦邱侯江尹薛闫段雷龙史陶贺顾毛郝"
    "龚邵万钱严覃武戴莫孔汤"
)
"""The commonest, without those that also begin the words after a role: 于, 应, 向, 方, 和."""

RARER_SURNAMES = (
    "欧阮岑柯缪柴卓宫鞠麦芦甄樊骆倪殷庞翟裴鲍霍聂詹晏耿褚涂喻祁颜俞洪童辛兰池牟窦葛蒙阎岳"
    "臧桂甘单蔺尚佟邢栾荀靳项祝蓝闵季娄郎卞仇佘戚阚苗凌房纪舒屈栗焦巩谷邬游桑占匡诸葛敖匡"
)
"""Rarer ones that hardly any other word begins with."""

_LETTERS = "甲乙丙丁戊己庚辛壬癸"

# 张某1名下 and 李某2个人 are people's, 李某5万元 and 王某3次 are not.
_COUNTED = r"[万亿千百元岁年月天次倍%％]|个(?!人)|名(?!下)|日(?!常)|[,，.．]\d"
_NUMBER = rf"[1-9１-９]\d{{0,4}}(?!\d|\s*(?:{_COUNTED}))"
_NO_SUFFIX = "审次年月日个名方直并起些旦同样人天元万千百亿十种再定共家案套辆处倍半性"
_NUMERAL = rf"[一二三四五六七八九](?![{_NO_SUFFIX}])"

MASKED = re.compile(
    rf"(?![是的在和与对了有为把被让给由向、某])[\u4e00-\u9fff]某{{1,3}}(?:[{_LETTERS}]|{_NUMBER}|{_NUMERAL})?"
)
"""A masked name: 林某, 林某甲, 洛某某某, 张某12."""

FOLLOWING = frozenset(
    "与和及的应于在向对将未不均已系是为因经曾由并提要主认辩诉称之有无承支返赔偿犯到签起同给欠收按需须自从以负"
    "仅只先再又才即至所名下还共各另亦也仍"
)
"""Characters that go on after a name, and are seldom the last of one."""

GOES_ON = FOLLOWING | frozenset(
    "说被把没等了就能离想跟两一多怎会该可几哪那这什谁案里告请求得还交归"
)
"""These, and those that go on after a name in people's own questions."""

_NO_NAME = "".join(sorted(GOES_ON))

_MASK_GOES_ON = re.compile(rf"[某{_LETTERS}]|{_NUMBER}")
"""What a masked name that ends before it is not whole without."""

_PLAIN_GOES_ON = re.compile(rf"(?![{_NO_NAME}])[\u4e00-\u9fff]")
"""The same of a name that is not masked: 王海 is not 王海涛."""

_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:公司|银行|医院|学校|平台|中心|集团|工作室|事务所|研究院|法院|委员会|小区|村)"
)
_APART = re.compile(r"[诉与和及跟同向对的、]")
_GIVEN_NAME = re.compile(rf"(?![某{_LETTERS}{_NO_NAME}])[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as a question writes it."""

    readings: tuple[str, ...]
    """What it may be, the longest first: in 张某平分房产 it is 张某平 or 张某."""

    shown: str
    """The one of them that people are told."""

    is_sure: bool = True
    """Whether it is surely somebody's: 海某 of 上海某公司 is not."""

    @property
    def is_bare(self) -> bool:
        """Whether nothing in it surely tells it from others of the surname: 林某 is anybody."""
        return len(self.readings[-1]) == 2 and self.readings[-1].endswith("某")

    def held_in_full(self, text: str) -> bool:
        """Whether a text has its longest reading, as a whole name."""
        return _stands_in(self.readings[0], text)

    def held(self, text: str) -> bool:
        """Whether a text has one of its readings, as a whole name: 熊某 is not 熊某甲.

        >>> [next(masked_names(a)).held("被告张某12") for a in ("张某1应返还吗", "张某12应返还吗")]
        [False, True]
        """
        return any(_stands_in(name, text) for name in self.readings)

    def begins_in(self, text: str) -> bool:
        """Whether a text has it or, where it is bare, anybody of whose name it may be short."""
        return self.held(text) or (self.is_bare and self.readings[-1] in text)


def masked_names(asked: str) -> Iterator[PersonName]:
    """The masked names of a question, in its order.

    >>> [name.readings for name in masked_names("李某1欠张某平5万元，李某3万元？")]
    [('李某1',), ('张某平', '张某'), ('李某',)]
    """
    for match in MASKED.finditer(asked):
        name, rest = match[0], asked[match.end() :]
        readings = [name]
        if len(name) == 2 and _GIVEN_NAME.match(rest):
            readings.insert(0, name + rest[0])
        elif re.search("[一二三四五六七八九]$", name):
            readings.append(name[:-1])
        is_sure = name[0] in SURNAMES + RARER_SURNAMES and not _names_organisation(rest)
        yield PersonName(tuple(readings), readings[-1], is_sure)


def _names_organisation(rest: str) -> bool:
    found = _ORGANISATION.match(rest)
    return found is not None and not _APART.search(found[0])


def _stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text, and not only as the beginning of another.

    Of 吴斌门窗款 it may be 吴斌, for 吴斌门 stands nowhere as a name does: before a word that
    goes on after names, or a mark.
    """
    if "某" in name:
        return _ends_as_one(name, text, _MASK_GOES_ON)
    if len(name) > 2:
        return name in text
    after = {text[m.end() : m.end() + 1] for m in re.finditer(re.escape(name), text)}
    longer = any(_ends_as_one(name + c, text, _PLAIN_GOES_ON) for c in after if c)
    return _ends_as_one(name, text, _PLAIN_GOES_ON) or (bool(after) and not longer)


def _ends_as_one(name: str, text: str, goes_on: re.Pattern[str]) -> bool:
    places = re.finditer(re.escape(name), text)
    return any(not goes_on.match(text, place.end()) for place in places)
