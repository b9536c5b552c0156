"""What is told today of a cited article: its gist, whether it is in force, what came after."""

from typing import Any

import pytest

from corpus.passage import Span
from corpus.provision import provisions
from corpus.provision_today import CitedArticle, ToldProvision, told_of

CODE, TORT = "中华人民共和国民法典", "中华人民共和国侵权责任法"
COPYRIGHT, COMPETITION = "中华人民共和国著作权法", "中华人民共和国反不正当竞争法"
ONLINE = "最高人民法院关于审理利用信息网络侵害人身权益民事纠纷案件适用法律若干问题的规定"
HERE = Span(0, 10)


def told(
    law: str,
    article: int,
    paragraph: int | None = None,
    *,
    date: str | None = None,
    edition: int | None = None,
) -> ToldProvision | None:
    return told_of(CitedArticle(law, article, paragraph, HERE), edition, date)


@pytest.mark.parametrize(
    ("law", "article", "paragraph", "when", "in_force", "standing"),
    [
        (CODE, 1197, None, {}, True, "现行有效"),
        (CODE, 1197, None, {"date": "2019-05-01"}, True, "现行有效"),  # a digest's later remark
        (
            TORT, 36, None, {},
            False, "已于2021年1月1日废止，现为《民法典》第一千一百九十四条至第一千一百九十七条",
        ),
        (TORT, 36, 3, {}, False, "已于2021年1月1日废止，现为《民法典》第一千一百九十七条"),
        (TORT, 8, None, {}, False,  # the pair was not checked: said so
         "已于2021年1月1日废止，通说对应《民法典》第一千一百六十八条（未核对原文）"),
        # Its own gist was not written; that of the one that took its place is told.
        (
            TORT, 6, None, {}, False,
            "已于2021年1月1日废止，现为《民法典》第一千一百六十五条"
            "（过错侵害民事权益的担责；法律推定过错而不能证明无过错的也担责）",
        ),
        # Only the law as a whole is known to have been replaced.
        ("中华人民共和国合同法", 999, None, {}, False, "已于2021年1月1日废止，由《民法典》取代"),
        # Its end was not checked, its successor is not known.
        ("违反和解除劳动合同的经济补偿办法", 3, None, {}, False, "已废止"),
        # A number that moved, read by the day and by the edition.
        (COPYRIGHT, 49, None, {"date": "2015-06-01"}, False,
         "2021年6月1日起条号已变，现为《著作权法》第五十四条"),
        (COPYRIGHT, 49, None, {"date": "2022-06-01"}, True, "现行有效"),
        (COPYRIGHT, 49, None, {"date": "2022-06-01", "edition": 2010}, False,
         "2021年6月1日起条号已变，现为《著作权法》第五十四条"),
        # An edition of 2020 that came into force in June 2021, in a digest of an older case.
        (COPYRIGHT, 3, None, {"date": "2019-06-01", "edition": 2020}, True, "现行有效"),
        (COPYRIGHT, 50, None, {"date": "2015-06-01"}, False,  # two on end are no range
         "2021年6月1日起条号已变，通说对应《著作权法》第五十六条、第五十七条（未核对原文）"),
        (COMPETITION, 6, None, {"date": "2025-11-03", "edition": 2019}, False,
         "2025年10月15日起条号已变，现为《反不正当竞争法》第七条"),
        (COMPETITION, 2, None, {"date": "2025-08-01"}, False, "2025年10月15日起已修订，条号未变"),
    ],
)  # fmt: skip
def test_standing(
    law: str, article: int, paragraph: int | None, when: dict[str, Any], in_force: bool,
    standing: str,
) -> None:  # fmt: skip
    found = told(law, article, paragraph, **when)
    assert found is not None
    assert (found.in_force, found.standing) == (in_force, standing)


@pytest.mark.parametrize(
    ("law", "article", "when"),
    [
        ("某市某条例", 3, {}),  # an unknown law
        (COPYRIGHT, 49, {}),  # a number that moved, and no day
        ("中华人民共和国民事诉讼法", 999, {"date": "2016-05-01"}),  # in force, article unknown
        ("生成式人工智能服务管理暂行办法", 15, {}),  # its gist was not checked
    ],
)
def test_what_is_not_known_is_not_told(law: str, article: int, when: dict[str, Any]) -> None:
    assert told(law, article, **when) is None


def test_an_interpretation_amended_with_the_code_is_read_by_its_day() -> None:
    """第六条: whether measures came in time, until 2021; since then what shows knowledge."""
    now, before = (told(ONLINE, 6, date=day) for day in ("2022-01-01", "2016-01-01"))
    assert now and now.in_force and "知道" in (now.gist or "")
    assert before and not before.in_force and before.gist is None
    assert "第四条（未核对原文）" in before.standing


def test_an_edition_taken_from_the_day_is_said_to_be_a_guess() -> None:
    by_day, by_edition, unmoved = (
        told(COPYRIGHT, 54, date="2022-06-01"),
        told(COPYRIGHT, 54, date="2022-06-01", edition=2020),
        told(CODE, 1197, date="2022-06-01"),
    )
    assert by_day and by_day.words.endswith("现行有效（版本按裁判日期推断）")
    assert by_edition and "推断" not in by_edition.words
    assert unmoved and "推断" not in unmoved.words


def test_json_and_words() -> None:
    found = told(TORT, 36, 2)
    assert found
    assert found.as_json() == {
        "law": TORT,
        "article": 36,
        "paragraph": 2,
        "start": 0,
        "end": 10,
        "gist": "接到被侵权人通知后未及时采取必要措施的，就扩大部分连带担责",
        "in_force": False,
        "standing": "已于2021年1月1日废止，现为《民法典》第一千一百九十五条",
        "successors": [{"law": CODE, "article": 1195, "verified": True}],
        "checked": True,
        "inferred": False,
    }
    assert found.words == f"《侵权责任法》第三十六条第二款：{found.gist}。{found.standing}"


@pytest.mark.parametrize("row", provisions(), ids=lambda r: f"{r.law[-8:]}{r.article}{r.start}")
def test_every_row_is_told_as_it_stands(row: object) -> None:
    """Read on a day of its own numbering each row gives its gist, or its successors, or nothing."""
    from corpus.provision import Provision

    assert isinstance(row, Provision)
    found = told(row.law, row.article, row.paragraph, date=row.start or "2020-01-01")
    if row.gist is None and not row.successors:
        assert found is None
    else:
        assert found and (found.gist, found.successors) == (row.gist, found.successors)
        assert not row.successors or found.successors == row.successors
        assert found.in_force == (not row.end and not found.repealed)
        assert found.checked or "未核对原文" in found.words
