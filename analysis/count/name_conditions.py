"""Conditions on the names in a head: the parties and the cause.

Which words of a question are such a name is told by the names that this library's heads hold.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.count.condition import Condition, Field, Read
from analysis.count.places import head_place, name_places
from analysis.count.shapes import DOCUMENT, FILLING
from corpus.catalog_facts import Facts
from corpus.judgment import Judgment
from corpus.passage import Span
from corpus.scope import name_key
from ingest.cause import KNOWN_CAUSE

SHORTEST_NAME = 2
"""Characters of a name that is looked for among parties and causes."""


USUAL_CAUSES = frozenset(
    re.findall(
        r"\S+",
        """
    离婚 离婚纠纷 抚养 抚养费 赡养 继承 婚约财产 民间借贷 借款 借贷 买卖 买卖合同
    租赁 租赁合同 房屋租赁 房屋买卖 劳动 劳动争议 劳动合同 工伤 劳务 交通事故 医疗
    名誉权 肖像权 隐私权 个人信息 侵权 著作权 商标 专利 不正当竞争 知识产权
    建设工程 承揽 物业 保险 股权 公司 合同 票据 网络侵权 盗窃 盗窃罪 诈骗 诈骗罪
    故意伤害 故意伤害罪 危险驾驶 危险驾驶罪 交通肇事 交通肇事罪 贩卖毒品 抢劫 强奸
    寻衅滋事 贪污 受贿
    """,
    )
)
"""What laymen call causes (最高人民法院《民事案件案由规定》, the criminal code's names).

They are taken for a cause also where no judgment of the library has it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What this library's heads name, as `name_key` writes it: the question may name it too."""

    causes: frozenset[str]
    parties: frozenset[str]

    def is_cause(self, word: str) -> bool:
        """Whether some judgment has it in its cause, or courts know a cause of that name."""
        key = name_key(word)
        return (
            any(key in cause for cause in self.causes)
            or word in USUAL_CAUSES
            or (word.endswith(("纠纷", "争议")) and KNOWN_CAUSE.fullmatch(word) is not None)
        )

    def is_party(self, word: str) -> bool:
        key = name_key(word)
        return any(key in name for name in self.parties)


def known_of(facts: Sequence[Facts]) -> Known:
    """What these judgments' heads name."""
    return Known(
        frozenset(name_key(f.header.cause) for f in facts if f.header.cause),
        frozenset(name_key(p.name) for f in facts for p in f.header.parties),
    )


# Not 中 and 被 alone: a name may begin with them.
_BEFORE = re.compile(
    r"^(?:(?:文书)?文?库(?:里面|里|中|内)?|请问?|帮我|列出|列举|统计|所有|全部|一共|总共|共|有|多少|几|哪些|哪几|哪"
    r"|份|件|起|个|家|宗|由|是|的|在|都|里|关于|涉及|判决书?|案件|案子|文书|裁判文书|数一下|查一下|和|与|[，。、])+"
)


def bare(words: str) -> str:
    """The words without those that only ask, before them: 文库里有几份杭州 is 杭州."""
    return _BEFORE.sub("", words)


_ORGANISATION = (
    r"(?:公司|集团|银行|支行|分行|厂|商店|超市|医院|学校|大学|委员会|管理局|事务所"
    r"|合作社|协会|中心|政府|公安局|检察院)"
)
_NAMED: tuple[tuple[str, str], ...] = (
    # pattern with the name as `name`, example
    (
        r"(?:涉及|牵涉|有关|关于|当事人(?:是|为|有|叫|里有)?)“?(?P<name>[^，。？?“”的]{2,30}?)”?(?=的|有(?:多少|几|哪)|$|[，。？?])",
        "列出所有涉及某公司的案件。",
    ),
    (
        r"(?P<role>上诉人|被上诉人|原告|被告人?|第三人)(?:方)?(?:是|为|叫|系)“?(?P<name>[^，。？?“”的]{2,30}?)”?(?=的|有(?:多少|几|哪)|$|[，。？?])",
        "被告是甲公司的案件有几件？",
    ),
    (
        rf"“?(?P<name>[\u4e00-\u9fff（）()·×某]{{2,28}}?{_ORGANISATION})”?"
        rf"(?=的(?:{DOCUMENT})|有(?:多少|几|哪些)|打过|涉及的)",
        "某某银行有几个案子？",
    ),
)


def parties(question: str, known: Known) -> Iterator[Read]:
    """涉及某公司, 被告是某人: the words that a party's name must hold."""
    for pattern, _ in _NAMED:
        for match in re.finditer(pattern, question):
            name = bare(match["name"])
            if len(name) < SHORTEST_NAME:
                continue
            organisation = re.search(_ORGANISATION + "$", name) is not None
            role = match.groupdict().get("role")
            if known.is_party(name) or organisation or role:
                start = match.start() if match["name"] == name else match.start("name")
                yield Read(_party(name, role), Span(start, match.end()))


def _party(name: str, role: str | None) -> Condition:
    key = name_key(name)

    def of(role_of: str, party: str) -> bool:
        return key in name_key(party) and (role is None or role in role_of)

    def holds(facts: Facts) -> bool | None:
        if not facts.header.parties:
            return None
        return any(of(f"{p.role}{p.earlier_role or ''}", p.name) for p in facts.header.parties)

    def shown(judgment: Judgment) -> Sequence[Span]:
        for party in judgment.header.parties:
            if of(f"{party.role}{party.earlier_role or ''}", party.name):
                return name_places(judgment, party.name)
        return ()

    return Condition(Field.PARTY, f"{role or '当事人'}名称含“{name}”", holds, shown)


# 判了离婚 is an outcome, not a cause: a cause stands before 案, ends in 纠纷, or is said to be one.
_OF_CAUSE = re.compile(
    r"(?P<run>[\u4e00-\u9fff、]{2,24}?)"
    r"(?:一案|的?案件|的?案子|案例|类案|官司|案(?![情由号值卷例件子])|的?(?:判决|裁定)书?|(?<=纠纷)|(?<=争议)|(?<=罪))"
)
_SAID_TO_BE = re.compile(
    r"(?:案由(?:是|为|属于)?|属于|涉及|关于|是|为|(?<=[少几])[件起宗])(?P<run>[\u4e00-\u9fff、]{2,24}?)(?=的|$|[，。？?]|有(?:多少|几|哪))"
)


def causes(question: str, known: Known) -> Iterator[Read]:
    """离婚案, 民间借贷纠纷: the longest word before 案 that is a cause, or part of one."""
    for pattern in (_OF_CAUSE, _SAID_TO_BE):
        for match in pattern.finditer(question):
            run = match["run"]
            for start in range(len(run) - SHORTEST_NAME + 1):
                word = re.sub("(?:类|一类|方面)$", "", run[start:])
                if (
                    len(word) >= SHORTEST_NAME
                    and not FILLING.fullmatch(word)
                    and known.is_cause(word)
                ):
                    place = match.start("run") + start
                    yield Read(_cause(word), Span(place, match.end("run")))
                    break


def _cause(word: str) -> Condition:
    return Condition(
        Field.CAUSE,
        f"案由含“{word}”",
        lambda f: None if f.header.cause is None else name_key(word) in name_key(f.header.cause),
        lambda judgment: head_place(judgment, "cause"),
    )
