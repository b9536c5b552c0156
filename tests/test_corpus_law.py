"""Laws and articles: names, days in force, what came after; and the tables test themselves."""

import re

import pytest

from corpus.law import bare_name_before, full_name, law_named, laws
from corpus.provision import (
    predecessors_of,
    provision_at,
    provisions,
    successors_of,
)

CODE = "中华人民共和国民法典"
TORT = "中华人民共和国侵权责任法"
COPYRIGHT = "中华人民共和国著作权法"
GUARANTEE = "最高人民法院关于适用〈中华人民共和国担保法〉若干问题的解释"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("《合同法》", "中华人民共和国合同法"),  # short
        ("中华人民共和国合同法", "中华人民共和国合同法"),
        ("最高人民法院关于适用﹤中华人民共和国担保法﹥若干问题的解释", GUARANTEE),  # small marks
        ("最高人民法院关于适用&lt；；中华人民共和国担保法&gt；；若干问题的解释", GUARANTEE),  # loan
        ("最高人民法院关于适用<中华人民共和国担保法>若干问题的解释", GUARANTEE),
        ("最高人民法院<关于适用中华人民共和国担保法>若干问题的解释", GUARANTEE),  # marks misplaced
        ("关于适用《担保法》若干问题的解释", GUARANTEE),  # without the court
        ("担保法司法解释", GUARANTEE),
        ("法释[2000]44号", GUARANTEE),  # by its number
        ("劳部发(1994)489号", "工资支付暂行规定"),
        ("《中华人民共和国民法典》（2020修正）", CODE),  # the edition is no part of the name
        ("中人华民共和国侵权责任法", TORT),  # as divorce.jsonl writes 民事诉讼法
        ("中华人民共和侵权责任法", TORT),
        ("中华人民共和同侵权责任法", TORT),  # labor.jsonl: 同 for 国
        ("最高人民法院关于适用（中华人民共和国担保法）若干问题的解释", GUARANTEE),  # round marks
        (
            "最高人民法院关于审理劳动争议案件适用法律若干问题的解释三",  # no brackets
            "最高人民法院关于审理劳动争议案件适用法律若干问题的解释（三）",
        ),
        ("中国人民共和国侵权责任法", TORT),  # a slip that divorce.jsonl has
        (
            "最高人民法院关于适用〈中华人民共和国婚姻法〉若干问题解释（二)",  # 的 is lost
            "最高人民法院关于适用〈中华人民共和国婚姻法〉若干问题的解释（二）",
        ),
        (
            "关于审理劳动争议案件适用法律若干问题的解释（一）",  # the old one, of 2001
            "最高人民法院关于审理劳动争议案件适用法律若干问题的解释",
        ),
        (
            "关于审理劳动争议案件适用法律问题的解释（一）",  # 若干 tells the old from the new
            "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）",
        ),
    ],
)
def test_a_law_is_known_by_what_courts_call_it(written: str, name: str) -> None:
    law = law_named(written)
    assert law is not None
    assert law.name == name


def test_an_unknown_name_stays_as_it_is_written() -> None:
    assert law_named("《沈阳市社会保险费征缴条例》") is None
    assert law_named("中国人民财产保险条款") is None  # begins like a garbled 中华人民共和国
    assert full_name("《沈阳市社会保险费征缴条例》") == "沈阳市社会保险费征缴条例"


@pytest.mark.parametrize(
    ("law", "day", "in_force"),
    [
        (CODE, "2020-12-31", False),
        (CODE, "2021-01-01", True),
        ("合同法", "2020-12-31", True),
        ("合同法", "2021-01-01", False),
        ("合同法", None, None),  # the day is unknown
        ("违反和解除劳动合同的经济补偿办法", "2010-01-01", None),  # its end was not checked
        ("违反和解除劳动合同的经济补偿办法", "1994-01-01", False),
    ],
)
def test_in_force(law: str, day: str | None, in_force: bool | None) -> None:
    known = law_named(law)
    assert known is not None
    assert known.in_force(day) is in_force


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("根据劳动合同法", "劳动合同法"),  # not 合同法
        ("依照婚姻法司法解释（二）", "婚姻法司法解释（二）"),
        ("双方签订的买卖合同", None),
        ("民事诉讼", None),  # an alias that is a common word
        ("", None),
    ],
)
def test_a_bare_name_is_found_where_it_ends(words: str, name: str | None) -> None:
    assert bare_name_before(words) == name


def test_the_tort_law_lives_on_in_the_code() -> None:
    after = successors_of(TORT, 36, None, None)
    assert [(r.law, r.article) for r in after] == [(CODE, n) for n in (1194, 1195, 1196, 1197)]
    assert [r.article for r in successors_of(TORT, 36, 3, None)] == [1197]
    assert all(r.verified for r in after)
    assert not successors_of(TORT, 8, None, None)[0].verified  # common knowledge, said so
    assert [(r.law, r.article) for r in predecessors_of(CODE, 1194, None)] == [(TORT, 36)]


def test_where_only_the_law_was_replaced_only_the_law_is_told() -> None:
    (after,) = successors_of("中华人民共和国合同法", 999, None, None)
    assert (after.law, after.article, after.verified) == (CODE, None, True)


def test_a_number_that_moved_is_read_by_its_day() -> None:
    """第四十九条 of the copyright law: damages before June 2021, technical measures since."""
    assert [r.article for r in successors_of(COPYRIGHT, 49, None, "2015-01-01")] == [54]
    assert successors_of(COPYRIGHT, 49, None, "2022-01-01") == ()
    assert successors_of(COPYRIGHT, 49, None, None) == ()  # without a day nothing is told
    assert provision_at(COPYRIGHT, 49, None, None) is None
    assert [r.article for r in predecessors_of(COPYRIGHT, 54, "2022-01-01")] == [49]
    assert predecessors_of(COPYRIGHT, 54, "2012-01-01") == ()  # not yet numbered so


def test_what_was_not_checked_is_not_said() -> None:
    assert {row.gist for row in provisions() if row.source.startswith("通行知识")} == {None}
    row = provision_at(CODE, 1197, None, None)
    assert row is not None
    assert row.gist


ISO = re.compile(r"\d{4}-\d{2}-\d{2}|\?")


@pytest.mark.parametrize("law", laws(), ids=lambda law: law.name)
def test_every_law_is_whole_and_found_by_each_of_its_names(law: object) -> None:
    from corpus.law import Law

    assert isinstance(law, Law)
    assert ISO.fullmatch(law.start)
    assert law.end is None or (ISO.fullmatch(law.end) and law.end > law.start)
    assert law.source
    assert law.successor is None or law_named(law.successor) is not None
    assert [law_named(name) for name in (law.name, *law.aliases)] == [law] * (1 + len(law.aliases))


def test_every_article_is_of_a_law_of_the_table_and_has_a_source() -> None:
    for row in provisions():
        assert full_name(row.law) == row.law
        assert law_named(row.law) is not None, row.law
        assert row.source
        assert all(law_named(after.law) is not None for after in row.successors)
        assert all(ISO.fullmatch(day) for day in (row.start, row.end) if day)
    keys = [(r.law, r.article, r.paragraph, r.start) for r in provisions()]
    assert len(keys) == len(set(keys))
