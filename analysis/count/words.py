"""What a tally says: the number with what it is a part of, first; then what kept out of it."""

from collections import Counter

from analysis.count.condition import Field
from analysis.count.outcome_conditions import yuan
from analysis.count.question import CountQuestion
from analysis.count.shapes import Measure
from analysis.count.tally import Tally, groups, middle, sums_of

MOST_LISTED = 20
"""Judgments, or groups, that are listed each with its place; the rest are counted."""

MONEY = (
    "金额是从诉讼请求和判决主文读出的固定数额之和，不含诉讼费用，也不含按日、按利率计算的部分；"
    "读不出确数的文书没有计入。"
)
BY_NAME = "法院、案由和当事人按文书首部所写的名称比对，写法不同的不会算进来。"
BY_COURT_CITED = "只算法院自己引用的条文，当事人主张时引用的不算。"
PER_DOCUMENT = "按文书计数：同一案件的一审、二审文书各算一份。"
ABSENT = "“没有写明”指在来源的文字里没有读到，不等于裁判文书的原件没有写。"
ABILITIES = (
    "能够统计的是：法院、层级、裁判年份、案由、审级、文书种类、二审结果、是否全部驳回、"
    "请求与判赔金额、当事人、引用的条文。"
)


def first_sentence(question: CountQuestion, tally: Tally, where: str) -> str:
    """The number, or the sum, with the denominator and those that do not say."""
    told = _whole(tally, where)
    conditions = "，并且".join(c.words for c in question.conditions)
    number = len(tally.counted)
    if question.by in (Field.AWARDED, Field.CLAIMED, Field.RATIO, Field.DATE):
        which = f"其中{conditions}且" if conditions else "其中"
        told += f"，{which}写明{question.by.value}的有 {number} 份"
        told += f"：{_reckoned(question, tally)}。"
    elif question.measure is Measure.GROUPS and question.by is not None:
        found = groups(question.by, tally.counted)
        listed = "、".join(f"{name} {len(members)} 份" for name, members in found[:MOST_LISTED])
        rest = sum(len(members) for _, members in found[MOST_LISTED:])
        more = f"，其余 {len(found) - MOST_LISTED} 个共 {rest} 份" if rest else ""
        which = f"，其中{conditions}的有 {number} 份" if conditions else ""
        told += f"{which}。按{question.by.value}分（共 {len(found)} 个）：{listed}{more}。"
    elif conditions:
        told += f"，其中{conditions}的有 {number} 份。" if number else f"，没有一份{conditions}。"
    else:
        told += f"。{_kinds(tally)}"
    return told + _silence(tally)


def undecided(question: CountQuestion, tally: Tally, where: str) -> str:
    """Why nothing is counted: most do not say."""
    assert tally.undecided is not None
    field = tally.undecided.value
    silent = tally.silent.get(tally.undecided, 0)
    told = (
        f"{_whole(tally, where)}，其中 {silent} 份没有写明{field}（或无法确定地读出），超过半数，"
        "据其余的计数不能代表文库，所以不作统计。"
    )
    if tally.counted and question.conditions:
        told += f"写明的里面符合的有 {len(tally.counted)} 份。"
    return told


def unreadable(question: CountQuestion) -> str:
    """Why a question of the library is not counted: it asks for what no head says."""
    return (
        f"“{question.unread}”不是能够从文书首部、主文或引用条文直接读出的条件，逐份核对之前不能给出数字，所以不作统计。"
        f"{ABILITIES}"
    )


def listing(tally: Tally, question: CountQuestion) -> str:
    """How the list that follows is ordered and cut; empty if there is none."""
    number = len(tally.counted)
    sums = {Field.AWARDED, Field.CLAIMED, Field.RATIO}
    by_sum = question.by in sums or any(c.field in sums for c in question.conditions)
    order = "数额由大到小" if by_sum else "裁判日期由近到远"
    if question.measure is Measure.LEAST:
        order = "数额由小到大" if by_sum else "裁判日期由远到近"
    if question.measure is Measure.GROUPS or number < 2:
        return ""
    if not by_sum and not any(f.header.date for f in tally.counted):
        order = "编号顺序（都没有写明日期）"
    if number <= MOST_LISTED:
        return f"按{order}列出："
    return f"按{order}列出前 {MOST_LISTED} 份，其余 {number - MOST_LISTED} 份没有列出："


def notes(question: CountQuestion, tally: Tally, copies: int) -> tuple[str, ...]:
    """What the reader must know of how it was counted, each once."""
    fields = {c.field for c in question.conditions} | ({question.by} if question.by else set())
    found = []
    if tally.apart_digests:
        found.append(
            f"另有 {tally.apart_digests} 份案例摘要符合同样的条件；摘要不是裁判文书，没有计入。"
        )
    if tally.apart_garbled:
        found.append(
            f"另有 {tally.apart_garbled} 份疑似被机器改写的文书符合同样的条件，"
            "所写可能不可靠，没有计入。"
        )
    if copies:
        found.append(f"文库里另有 {copies} 份与已计文书内容相同的副本，没有重复计入。")
    if tally.silent:
        found.append(ABSENT)
    if partial := sum(f.partial for f in tally.counted):
        found.append(f"所计文书中有 {partial} 份的文字可能不完整或有误读（见该文书的提示）。")
    if same := _same_number(tally):
        found.append(f"所计文书中有 {same} 份的案号与另一份相同，可能是同一判决的不同文本。")
    if fields & {Field.AWARDED, Field.CLAIMED, Field.RATIO}:
        found.append(MONEY)
    if fields & {Field.COURT, Field.CAUSE, Field.PARTY}:
        found.append(BY_NAME)
    if Field.STATUTE in fields:
        found.append(BY_COURT_CITED)
    if len({f.header.instance for f in tally.counted} - {None}) > 1:
        found.append(PER_DOCUMENT)
    return tuple(found)


def _whole(tally: Tally, where: str) -> str:
    total = len(tally.population)
    if tally.digests_only:
        return f"{where}没有裁判文书原文，只有 {total} 份案例摘要（以下按摘要计）"
    apart = [
        f"{name} {number} 份"
        for name, number in (("案例摘要", tally.digests), ("疑似被改写的文书", tally.garbled))
        if number
    ]
    beside = f"（另有{'、'.join(apart)}，不在其内）" if apart else ""
    return f"{where}共 {total} 份裁判文书{beside}"


def _kinds(tally: Tally) -> str:
    kinds = Counter(f.header.doc_type for f in tally.counted)
    silent = kinds.pop(None, 0)
    if not kinds or tally.digests_only:
        return ""
    told = "、".join(f"{kind} {number} 份" for kind, number in kinds.most_common())
    return f"其中{told}{f'，{silent} 份没有写明种类' if silent else ''}。"


def _reckoned(question: CountQuestion, tally: Tally) -> str:
    field, measure = question.by, question.measure
    assert field is not None
    if field is Field.DATE:
        dated = tally.counted[0].header.date
        return f"{'最早' if measure is Measure.LEAST else '最近'}的一份是 {dated} 作出的"
    values = sums_of(field, tally.counted)
    if measure is Measure.AVERAGE:
        mean = sum(values) / len(values)
        zero = sum(value == 0 for value in values)
        none = f"，其中 {zero} 份为零" if zero and field is not Field.CLAIMED else ""
        half = in_field(field, middle(values))
        return f"平均{field.value}为{in_field(field, mean)}，中位数为{half}{none}"
    if measure is Measure.TOTAL:
        return f"{field.value}合计{in_field(field, sum(values))}"
    best = values[0]
    ties = sum(value == best for value in values)
    alike = f"（{ties} 份并列）" if ties > 1 else ""
    return f"{field.value}{measure.value}的是{in_field(field, best)}{alike}"


def in_field(field: Field, value: float) -> str:
    """A number as its field is read: yuan, or a share in per cent.

    >>> in_field(Field.RATIO, 0.3333), in_field(Field.AWARDED, 30000.0)
    ('33.3%', '3万元')
    """
    return f"{value:.1%}" if field is Field.RATIO else yuan(round(value, 2))


def value_words(question: CountQuestion, facts_value: object) -> str:
    """The value that a listed judgment is listed for; empty if it is listed for none."""
    if question.by in (Field.AWARDED, Field.CLAIMED, Field.RATIO) and isinstance(
        facts_value, float | int
    ):
        return f"{question.by.value} {in_field(question.by, facts_value)}"
    return ""


def _silence(tally: Tally) -> str:
    told = "，".join(f"{number} 份没有写明{field.value}" for field, number in tally.silent.items())
    return f"另有 {told}（或无法确定地读出），没有计入。" if told else ""


def _same_number(tally: Tally) -> int:
    """Judgments that bear a number another bears too; masked numbers tell nothing."""
    numbers = Counter(
        (f.header.court, f.header.case_number)
        for f in tally.counted
        if f.header.case_number and not set("X×*略") & set(f.header.case_number)
    )
    return sum(number - 1 for number in numbers.values())
