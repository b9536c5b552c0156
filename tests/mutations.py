"""True statements made false in one place, each way with its name. Shared with the benchmark.

What is changed is found by patterns of its own, not by those of the verifier. None means that the
statement holds nothing of the kind, or that the change would not make it false.
"""

import random
import re
from collections.abc import Callable, Sequence

Mutation = Callable[[str, str, random.Random], str | None]

DIGITS = "一二三四五六七八九"
_NUMERAL = "〇零一二三四五六七八九十百千万"

_AMOUNT = re.compile(rf"(?P<n>[0-9][0-9,]*(?:\.[0-9]+)?|[{_NUMERAL}两]{{1,12}})(?P<unit>万?元)")
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)年(?:(?P<m>1[0-2]|[1-9])月)?(?:(?P<d>[12]\d|3[01]|[1-9])日)?"
)
_TERM = re.compile(
    rf"(?<![年月第\d{_NUMERAL}])(?P<n>\d{{1,3}}|[一二三四五六七八九十]{{1,3}})(?P<unit>个月|年|日|天|周|小时|%|倍)(?![\d生代度初底末])"
)
_ARTICLE = re.compile(rf"第(?P<n>\d{{1,4}}|[{_NUMERAL}]{{1,9}})(?P<unit>条|款|项)")
_LAW = re.compile(r"《(?P<name>[^《》]{2,40})》")
_CASE = re.compile(
    r"(?P<open>[（(〔])(?P<y>\d{4})(?P<rest>[）)〕][\u4e00-\u9fff\d]{2,14}?第?)(?P<n>\d+)号"
)
_NAME = re.compile(
    r"[\u4e00-\u9fff]某(?:某|[甲乙丙丁]|\d)?|(?:(?<=原告)|(?<=被告)|(?<=被告人)|(?<=判决)|(?<=认为)|(?<=认定)|(?<=[由向与，])|^)(?:[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭][\u4e00-\u9fff]{1,2}?(?=[，、。与和的应未于在向支负承主辩]))"
)
_COMPANY = re.compile(r"(?P<name>[\u4e00-\u9fff]{4,8})(?:有限|股份)[^，。；]{0,4}公司")
_ROLE = re.compile(r"(?<!被)上诉人|被上诉人|(?<!原)原告|(?<![原、])被告(?!人)|第三人")

FLIPS: tuple[tuple[str, str], ...] = (
    ("不予支持", "予以支持"), ("予以支持", "不予支持"), ("没有支持", "支持了"),
    ("未支持", "支持了"), ("不予采信", "予以采信"), ("予以采信", "不予采信"),
    ("不予采纳", "予以采纳"), ("予以采纳", "不予采纳"), ("不构成", "构成"),
    ("(?<![不未])构成(?!要件)", "不构成"), ("不成立", "成立"), ("(?<![不未])成立", "不成立"),
    ("无效", "有效"), ("(?<![无失])有效", "无效"), ("驳回", "支持"), ("不属于", "属于"),
    ("(?<!不)属于", "不属于"), ("不符合", "符合"), ("(?<!不)符合", "不符合"), ("不应", "应"),
    ("(?<![不未])应当(?!予以以)", "不应当"), ("未(?=[\u4e00-\u9fff]{2})(?![来必婚成经])", "已"),
    ("(?<![早])已(?=[支履偿归交还提办发付缴])", "未"), ("没有", "有"), ("不准", "准予"),
    ("准予", "不准"), ("不存在", "存在"), ("(?<!不)存在", "不存在"), ("不能(?!力)", "能"),
    ("不同意", "同意"), ("(?<![不未])同意", "不同意"), ("尚未", "已经"),
    ("(?<![不未不予])承担(?!的)", "不承担"), ("无法", "能够"), ("(?<![不未])违反", "没有违反"),
    ("依据不足", "依据充分"), ("证据不足", "证据充分"), ("有事实", "无事实"), ("确已", "并未"),
    ("(?<!未)破裂", "未破裂"), ("有过错", "无过错"), ("(?<![不未])超过", "未超过"),
    ("(?<![不非])合法", "不合法"), ("无异议", "有异议"),
)  # fmt: skip
"""Words that turn a sentence over, and what they are turned into."""


def amount(text: str, quote: str, rng: random.Random) -> str | None:
    """One sum changed: a digit, a power of ten or its unit."""

    def other(match: re.Match[str]) -> str:
        number, unit = match["n"], match["unit"]
        way = rng.randrange(3)
        if way == 0 and unit == "元" and number[-1] not in "万千百十":
            return f"{number}万元"
        if way == 1 and number[0] in "123456789" and "." not in number:
            return f"{number}0{unit}" if "," not in number else f"{number},000{unit}"
        return _digit_changed(number, rng) + unit

    return _replaced(_AMOUNT, text, quote, rng, other)


def date(text: str, quote: str, rng: random.Random) -> str | None:
    """One date changed: its year, month or day."""

    def other(match: re.Match[str]) -> str:
        part = rng.choice([name for name in "ymd" if match[name]])
        changed = str(int(match[part]) % (2030 if part == "y" else 12 if part == "m" else 28) + 1)
        start, end = (place - match.start() for place in match.span(part))
        return f"{match[0][:start]}{changed}{match[0][end:]}"

    return _replaced(_DATE, text, quote, rng, other)


def term(text: str, quote: str, rng: random.Random) -> str | None:
    """One term or ratio changed: its number or its unit."""
    units = {"个月": "年", "年": "个月", "日": "个月", "天": "个月", "周": "个月", "小时": "日"}

    def other(match: re.Match[str]) -> str:
        if match["unit"] in units and rng.random() < 0.3:
            return match["n"] + units[match["unit"]]
        return _digit_changed(match["n"], rng) + match["unit"]

    return _replaced(_TERM, text, quote, rng, other)


def article(text: str, quote: str, rng: random.Random) -> str | None:
    """One article, paragraph or item changed, or the law it belongs to."""
    if rng.random() < 0.2 and _LAW.search(text):
        laws = ("中华人民共和国海商法", "中华人民共和国保险法", "中华人民共和国公司法", "担保法")
        return _replaced(_LAW, text, quote, rng, lambda _: f"《{rng.choice(laws)}》")
    return _replaced(
        _ARTICLE, text, quote, rng, lambda m: f"第{_digit_changed(m['n'], rng)}{m['unit']}"
    )


def case_number(text: str, quote: str, rng: random.Random) -> str | None:
    """One case number changed: its year or its serial number."""

    def other(match: re.Match[str]) -> str:
        if rng.random() < 0.3:
            return match[0].replace(match["y"], str(int(match["y"]) - 1), 1)
        return match[0].replace(f"{match['n']}号", f"{int(match['n']) + rng.randint(1, 9)}号")

    return _replaced(_CASE, text, quote, rng, other)


def party(text: str, quote: str, rng: random.Random) -> str | None:
    """One name changed to that of nobody in the case: its surname, its end, all; or a company."""

    def other(match: re.Match[str]) -> str:
        name = match[0]
        way = rng.randrange(3)
        if way == 0 or "某" in name:
            return rng.choice("鞠麦解宫柴卓缪") + name[1:]
        if way == 1:
            return name[:-1] + rng.choice([c for c in "岚峰璐钢" if c != name[-1]])
        return rng.choice(("蒋岚", "沈璐钢", "韦峰", "陆岚峰"))

    def renamed(match: re.Match[str]) -> str:
        at = len(match["name"]) - rng.randrange(3, 5)
        return f"{match[0][:at]}{rng.choice('虎鲸骏瀚')}{match[0][at + 1 :]}"

    if _COMPANY.search(text) and rng.random() < 0.5:
        return _replaced(_COMPANY, text, quote, rng, renamed)
    return _replaced(_NAME, text, quote, rng, other)


def role(text: str, quote: str, rng: random.Random) -> str | None:
    """One role exchanged for its opposite, in what is said, not in who is said to say it."""
    opposite = {
        "原告": "被告", "被告": "原告", "第三人": "原告",
        "上诉人": "被上诉人", "被上诉人": "上诉人",
    }  # fmt: skip
    return _replaced(_ROLE, text, quote, rng, lambda m: opposite[m[0]], after=8)


def polarity(text: str, quote: str, rng: random.Random) -> str | None:
    """One predicate turned over."""
    fitting = [flip for flip in FLIPS if re.search(flip[0], text)]
    if not fitting:
        return None
    pattern, instead = rng.choice(fitting)
    return _replaced(re.compile(pattern), text, quote, rng, lambda _: instead)


MUTATIONS: dict[str, Mutation] = {
    "amount": amount,
    "date": date,
    "term": term,
    "article": article,
    "case_number": case_number,
    "party": party,
    "polarity": polarity,
}


def _replaced(
    pattern: re.Pattern[str],
    text: str,
    quote: str,
    rng: random.Random,
    other: Callable[[re.Match[str]], str],
    *,
    after: int = 0,
) -> str | None:
    """The text with one match changed into something the quote does not hold."""
    matches: Sequence[re.Match[str]] = list(pattern.finditer(text, after))
    if not matches:
        return None
    match = rng.choice(matches)
    changed = f"{text[: match.start()]}{other(match)}{text[match.end() :]}"
    return changed if changed != text else None


def _digit_changed(numeral: str, rng: random.Random) -> str:
    """The numeral with one of its digits another one, never 0, and never the same number."""
    places = [i for i, c in enumerate(numeral) if c in "123456789" or c in DIGITS]
    if not places:
        return f"{numeral}三" if numeral[-1] == "十" else f"3{numeral}"
    at = rng.choice(places)
    digits = "123456789" if numeral[at].isascii() else DIGITS
    instead = rng.choice([digit for digit in digits if digit != numeral[at]])
    return numeral[:at] + instead + numeral[at + 1 :]
