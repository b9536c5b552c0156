"""Filters as people write them."""

import pytest

from corpus.case_number import INSTANCES
from corpus.court import LEVELS
from corpus.scope import (
    INSTANCE_NAMES,
    LEVEL_NAMES,
    NO_FILTER,
    Filter,
    Years,
    filter_of,
    year_of,
    years_named,
)


def test_every_level_and_instance_that_a_head_tells_can_be_asked_for() -> None:
    assert {level for _, level, _ in LEVELS} == set(LEVEL_NAMES)
    told = {instance for _, instance, _ in INSTANCES if instance}  # of an enforcement none is told
    assert told == set(INSTANCE_NAMES)


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("2021", Years(2021, 2021)),
        ("2021年", Years(2021, 2021)),
        ("２０２１", Years(2021, 2021)),  # typed in full width
        ("2020-2023", Years(2020, 2023)),
        ("2020至2023年", Years(2020, 2023)),
        ("2020 – 2023", Years(2020, 2023)),
        ("2020～2023", Years(2020, 2023)),
        ("2020——2023", Years(2020, 2023)),
        ("2021-2021", Years(2021, 2021)),
    ],
)
def test_years(words: str, years: Years) -> None:
    assert years_named(words) == years


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("21", "四位数"),
        ("二〇二一", "四位数"),
        ("2020-", "四位数"),
        ("2020-23", "四位数"),
        ("20201", "四位数"),
        ("", "四位数"),
        ("2023-2020", "2020-2023"),  # the other way round, and said so
    ],
)
def test_what_is_no_year(words: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        years_named(words)


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("2024-09-25", 2024),
        ("2024", 2024),
        ("20240925", None),  # no year by itself: five digits and more are no year
        ("2024年9月25日", 2024),  # as front matter may write it
        ("二〇二四年", None),
        ("", None),
        (None, None),
    ],
)
def test_year_of(date: str | None, year: int | None) -> None:
    assert year_of(date) == year


def test_filters_are_kept_as_they_are_compared() -> None:
    wanted = filter_of(
        courts=["杭州　互联网"],
        levels=["中级", "高级人民法院", "最高法院"],
        years=["2020-2023"],
        causes=["（网络）侵权"],
        instances=[" 二审 "],
    )
    assert wanted == Filter(
        courts=("杭州互联网",),
        levels=("中级", "高级", "最高"),
        years=(Years(2020, 2023),),
        causes=("(网络)侵权",),
        instances=("二审",),
    )
    assert str(wanted) == (
        "法院 杭州互联网，法院层级 中级或高级或最高，裁判年份 2020-2023，案由 (网络)侵权，审级 二审"
    )
    assert filter_of() == NO_FILTER and str(NO_FILTER) == ""


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("courts", "　", "法院名称是空的"),
        ("causes", "", "案由是空的"),
        ("levels", "县级", "基层、中级、高级、最高、专门"),
        ("levels", "法院", "可用的有"),  # a court, but of no level
        ("instances", "三审", "一审、二审、再审、再审审查、特别程序"),
    ],
)
def test_a_filter_that_asks_for_nothing_is_refused(field: str, words: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        filter_of(**{field: [words]})
