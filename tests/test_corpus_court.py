"""Court names and levels."""

import pytest

from corpus.court import LEVELS, court_named, courts_in, level_of


@pytest.mark.parametrize(("pattern", "level", "example"), LEVELS)
def test_every_level_is_told_by_its_own_example(pattern: str, level: str, example: str) -> None:
    assert level_of(example) == level


@pytest.mark.parametrize(
    ("court", "level"),
    [
        ("杭州互联网法院", "专门"),
        ("上海知识产权法院", "专门"),
        ("杭州市萧山区人民法院", "基层"),
        ("河南省济源中级人民法院", "中级"),
        ("某某县人民法院", "基层"),  # masked, as printed
        ("安徽省亳州市中級人民法院", "中级"),  # traditional
        ("郑州铁路运输中级法院", "专门"),
        ("最高人民人民法院", "最高"),  # misprinted
        ("某市公安局", None),
    ],
)
def test_levels(court: str, level: str | None) -> None:
    assert level_of(court) == level


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("中华人民共和国最高人民法院", "最高人民法院"),  # the state's name is dropped
        (" 某省高级人民法院\n", "某省高级人民法院"),
        ("华人民共和国最高人民法院", "最高人民法院"),  # its first letter is lost
        ("本溪市某区人民法院", "本溪市某区人民法院"),  # 本溪 is a place, 本院 none
        ("经济技术开发区人民法院", "经济技术开发区人民法院"),
        ("某 省 高 级 人 民 法 院", "某省高级人民法院"),  # set wide
        ("不服某县人民法院", None),  # a verb ran in: not a name
        ("关于人民法院", None),
        ("本院", None),
    ],
)
def test_a_court_is_named(written: str, name: str | None) -> None:
    assert court_named(written) == name


def test_every_court_of_a_text() -> None:
    text = "甲市乙区人民法院，丙市中级人民法院。北京互联网法院"
    found = [span.of(text) for span in courts_in(text)]
    assert found == ["甲市乙区人民法院", "丙市中级人民法院", "北京互联网法院"]
