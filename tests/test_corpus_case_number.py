"""Case numbers in every notation that the data has, and what only looks like one."""

import pytest

from corpus.case_number import INSTANCES, case_numbers_in, instance_of, normalised

FORMS = [
    # the present form, brackets and digits of either width, spaces inside
    ("（2021）京01民终123号", "（2021）京01民终123号"),
    ("(2021)京01民终123号", "（2021）京01民终123号"),
    ("〔2021〕京01民终123号", "（2021）京01民终123号"),
    ("［２０２１］京０１民终１２３号", "（2021）京01民终123号"),
    ("(2022)豫 0184 民初 2268 号", "（2022）豫0184民初2268号"),
    # the form before 2016, with an inner bracket
    ("(2014)朝民(知)初字第41238号", "（2014）朝民（知）初字第41238号"),
    ("（2015）浙杭商终字第2521号", "（2015）浙杭商终字第2521号"),
    ("（2012）邯市民监字第7号", "（2012）邯市民监字第7号"),
    # brackets lost, wholly or in part
    ("2015浙杭商终字第2521号", "（2015）浙杭商终字第2521号"),
    ("2023)鄂1303行初42号", "（2023）鄂1303行初42号"),
    # the highest court, and a masked serial
    ("（2016）最高法民申3081号", "（2016）最高法民申3081号"),
    ("（2020）京0491民初XXX号", "（2020）京0491民初XXX号"),
    # masked in the court's code, or left out: (略)
    ("（2010）X民初字第X号", "（2010）X民初字第X号"),
    ("（2010）某民初字第（略）号", "（2010）某民初字第（略）号"),
    # traditional characters; a maritime court's form without a type of proceeding
    ("(2020)皖16民終34號", "（2020）皖16民終34號"),
    ("（2020）某0192执24号之一", "（2020）某0192执24号之一"),  # a further ruling in the case
    ("(2015)武海法商字第00447号", "（2015）武海法商字第00447号"),
    # sent back and tried anew
    ("（2015）汕金法刑重字第6号", "（2015）汕金法刑重字第6号"),
]


@pytest.mark.parametrize(("written", "number"), FORMS)
def test_every_notation_is_written_one_way(written: str, number: str) -> None:
    text = f"某法院{written}民事判决"
    (found,) = case_numbers_in(text)
    assert found.number == normalised(written) == number
    assert found.span.of(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "京丰劳仲字（2013）第237号裁决书",  # an award
        "长劳人仲案字（2015）第210号",
        "邯检民行抗（2011）96号抗诉书",  # a protest by the procuratorate
        "沪奉检诉刑诉［2017］700号起诉书",  # an indictment
        "法释〔2020〕17号",  # an interpretation of law
        "劳部发（1994）481号",
        "（2015）杭证民字第12号公证书的",  # a notarial deed has no type of proceeding
        "2015年第3期",
        "",
    ],
)
def test_other_papers_have_no_case_number(text: str) -> None:
    assert case_numbers_in(text) == ()


def test_what_follows_a_number_is_no_part_of_it() -> None:
    (found,) = case_numbers_in("不服（2020）某01民初2号之一审判决")
    assert found.number == "（2020）某01民初2号"


@pytest.mark.parametrize(("mark", "instance", "example"), INSTANCES)
def test_every_instance_is_told_by_its_own_example(
    mark: str, instance: str | None, example: str
) -> None:
    assert instance_of(example) == instance


@pytest.mark.parametrize(
    ("number", "instance"),
    [
        ("（2015）鄂监利民初字第1号", "一审"),  # 监利 is a place
        ("（2014）某审监民再字第11号", "再审"),  # 审监 is the division
        ("（2021）最高法执监344号", None),  # an enforcement is no trial
        ("（2017）辽02刑更392号", None),  # a prisoner's term
        ("（2020）皖16民終34號", "二审"),  # traditional
        ("（2015）汕金法刑重字第6号", "一审"),
    ],
)
def test_instances(number: str, instance: str | None) -> None:
    assert instance_of(number) == instance


def test_a_number_may_have_lost_its_last_character() -> None:
    assert normalised("(2019)某民辖终130") == "（2019）某民辖终130号"
    assert instance_of("（2003）某海法初字第246") == "一审"


def test_what_is_no_number_has_no_instance_and_is_only_folded() -> None:
    assert instance_of("某案") is None
    assert normalised("(某) 案") == "（某）案"
