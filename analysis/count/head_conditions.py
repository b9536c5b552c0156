"""Conditions on the fields of a head: year, court, level, instance, kind of document."""

import re
from collections.abc import Iterator
from functools import partial

from analysis.count.condition import Condition, Field, Read
from analysis.count.name_conditions import SHORTEST_NAME, bare
from analysis.count.places import head_place, instance_places, kind_places
from corpus.catalog_facts import Facts
from corpus.passage import Span
from corpus.scope import name_key

_YEAR = re.compile(
    r"(?P<first>(?:19|20)\d\d)年?(?:(?:-|~|—+|–|至|到|和)(?P<last>(?:19|20)\d\d))?年?(?:度|间|之间|期间)?"
    r"(?P<open>(?:以|之)?[后来前](?!述))?(?:的)?"
)


def years(question: str) -> Iterator[Read]:
    """2016年, 2015至2017年, 2018年以后."""
    for match in _YEAR.finditer(question):
        first = int(match["first"])
        last = int(match["last"] or first)
        words = f"{first}年" if first == last else f"{first}至{last}年"
        if match["open"]:
            # 2018年以后 takes 2018 in, as laymen mean it; said in the words.
            later = match["open"][-1] in "后来"
            words = f"{first}年及以{'后' if later else '前'}"
            first, last = (first, 9999) if later else (0, last)
        yield Read(
            Condition(
                Field.YEAR,
                f"在{words}裁判",
                partial(_year_between, first, last),
                lambda judgment: head_place(judgment, "date"),
            ),
            Span(*match.span()),
        )


def _year_between(first: int, last: int, facts: Facts) -> bool | None:
    return None if facts.year is None else first <= facts.year <= last


_LEVELS: tuple[tuple[str, str, str], ...] = (
    # pattern, level, example
    (r"基层(?:人民)?法院|基层院", "基层", "基层法院判了几件？"),
    (r"中级(?:人民)?法院|中院", "中级", "中院的判决有几份？"),
    (r"高级(?:人民)?法院|高院", "高级", "高院判了几件？"),
    (r"最高(?:人民)?法院|最高院|最高法(?!院)", "最高", "最高人民法院的有几份？"),
)
_COURT = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{0,14}?)(?P<own>互联网|知识产权|金融|海事|铁路运输)?"
    r"(?P<level>中级|高级|基层)?(?:的)?(?:各级|各个|各地|各)?"
    r"(?:人民)?(?:法院|(?P<short>(?<=[\u4e00-\u9fff])[中高]院))"
)


def courts(question: str) -> Iterator[Read]:
    """杭州的法院, 北京互联网法院, 中院: the words that the court's name holds, and its level."""
    for pattern, level, _ in _LEVELS:
        for match in re.finditer(pattern, question):
            yield Read(_level(level), Span(*match.span()))
    for match in _COURT.finditer(question):
        named = bare(match["place"])
        own = match["own"] or ""
        place = re.sub(r"(?<=..)[省市]?的?$", "", named) if not own else named.removesuffix("的")
        if len(place) >= SHORTEST_NAME or own:
            part = place + own
            start = match.start("place") + len(match["place"]) - len(named)
            yield Read(_court(part), Span(start, match.end()))


def _court(part: str) -> Condition:
    return Condition(
        Field.COURT,
        f"由名称含“{part}”的法院作出",
        lambda f: None if f.header.court is None else name_key(part) in name_key(f.header.court),
        lambda judgment: head_place(judgment, "court"),
    )


def _level(level: str) -> Condition:
    return Condition(
        Field.LEVEL,
        f"由{level}法院作出",
        lambda f: None if f.header.court_level is None else f.header.court_level == level,
        lambda judgment: head_place(judgment, "court"),
    )


_INSTANCES: tuple[tuple[str, str, str], ...] = (
    # pattern, instance, example
    (r"(?:一审|初审)(?:程序)?", "一审", "一审案件有多少？"),
    (r"(?:二审|终审|上诉审)(?:程序)?|上诉(?=的|案|$)", "二审", "有几份是二审？"),
    (r"再审审查|申请再审", "再审审查", "再审审查的裁定有几份？"),
    (r"再审(?!审查|申请)(?:程序)?", "再审", "再审的有几份？"),
)


def instances(question: str) -> Iterator[Read]:
    """一审, 二审, 再审 and their other names."""
    for pattern, instance, _ in _INSTANCES:
        for match in re.finditer(pattern, question):
            yield Read(_instance(instance), Span(*match.span()))


def _instance(instance: str) -> Condition:
    return Condition(
        Field.INSTANCE,
        f"是{instance}文书",
        lambda f: None if f.header.instance is None else f.header.instance == instance,
        instance_places,
    )


_KINDS: tuple[tuple[str, str, str], ...] = (
    # pattern, words of the kind, example
    (r"刑事附带民事", "刑事附带民事", "刑事附带民事判决有几份？"),
    (r"(?<!附带)民事", "民事", "民事判决有多少份？"),
    (r"刑事(?!附带)", "刑事", "有几件刑事案件？"),
    (r"行政(?!区|机关|诉讼法|处罚)", "行政", "行政案件有几件？"),
    (r"裁定书?", "裁定书", "文库里有几份裁定书？"),
    (r"调解书", "调解书", "调解书有几份？"),
)


def kinds(question: str) -> Iterator[Read]:
    """民事, 刑事, 裁定书: words that the kind of document holds. 判决 alone is any document."""
    for pattern, word, _ in _KINDS:
        for match in re.finditer(pattern, question):
            yield Read(_kind(word), Span(*match.span()))


def _kind(word: str) -> Condition:
    def holds(facts: Facts) -> bool | None:
        kind = facts.header.doc_type
        if kind is None:
            return None
        return kind.startswith(word) if not word.endswith("书") else word in kind

    return Condition(
        Field.KIND, f"是{word}{'' if word.endswith('书') else '文书'}", holds, kind_places
    )
