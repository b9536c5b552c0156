"""Headers: each field from where a document speaks of itself, and nothing guessed."""

from time import perf_counter

import pytest

from corpus.judgment import Header, Party
from ingest.cause import cause_of
from ingest.header import _ENDINGS, _MATTERS, _NOTICES, header_of, title_of
from ingest.parties import head_starts, parties_in

FIRST = (
    "某省某县人民法院\n民 事 判 决 书\n(2016)鲁1502民初2182号\n"
    "原告：甲某，男，1974年9月22日生，住某县。\n委托代理人：丁某，某律师事务所律师。\n"
    "被告：乙（天津）科技有限公司，住所地某市。\n法定代表人：戊某，董事长。\n"
    "原告甲某与被告乙（天津）科技有限公司（以下简称乙公司）民间借贷纠纷一案，"
    "本院立案后公开开庭进行了审理。\n"
    "原告甲某诉称，另案（2015）鲁1502民初99号判决已经生效。\n经审理查明，借款属实。\n"
    "本院认为，应当偿还。依照规定，判决如下：\n驳回原告的诉讼请求。\n"
    "如不服本判决，可上诉于某市中级人民法院。\n审　判　员　　己某\n"
    "二〇一六年九月二十一日\n书　记　员　　庚某\n"
)
APPEAL = (
    "某省某市中级人民法院民事判决书（2019）京02民终14421号上诉人（原审被告）：乙公司，住所地某市。\n"
    "被上诉人（原审原告）：甲某，女。\n原审第三人：丙某，男。\n"
    "上诉人乙公司因与被上诉人甲某买卖合同纠纷一案，不服某区人民法院（2018）京0111民初10411号民事判决，向本院提起上诉。\n"
    "一审法院依照规定，判决如下：一、乙公司付款。\n本院认为，应予维持。判决如下：\n{order}\n"
    "本判决为终审判决。\n审判长　甲\n二〇一九年十二月二十七日\n"
)


def test_a_first_instance() -> None:
    header = header_of(FIRST, "某.txt", {})
    assert header.court == "某省某县人民法院"
    assert header.court_level == "基层"
    assert header.doc_type == "民事判决书"
    assert header.case_number == "（2016）鲁1502民初2182号"
    assert header.cause == "民间借贷纠纷"
    assert header.instance == "一审"
    assert header.date == "2016-09-21"
    assert header.parties == (Party("甲某", "原告"), Party("乙（天津）科技有限公司", "被告"))
    assert header.disposition is None  # only appeals have one
    assert header.claimed_amount is None and header.awarded_amount is None


def test_every_place_shows_its_field() -> None:
    header = header_of(FIRST, "某.txt", {})
    shown = {key: span.of(FIRST) for key, span in header.places}
    assert shown == {
        "court": "某省某县人民法院",
        "case_number": "(2016)鲁1502民初2182号",
        "date": "二〇一六年九月二十一日",
        "cause": "民间借贷纠纷",
    }


@pytest.mark.parametrize(
    ("order", "disposition"),
    [
        ("驳回上诉，维持原判。", "维持"),
        ("一、维持一审判决第二项；\n二、变更一审判决第一项。", "部分改判"),
        ("一、撤销一审判决；\n二、发回某区人民法院重审。", "发回"),
    ],
)
def test_an_appeal(order: str, disposition: str) -> None:
    header = header_of(APPEAL.format(order=order), "某.txt", {})
    assert header.court == "某省某市中级人民法院"
    assert header.case_number == "（2019）京02民终14421号"  # and not the first instance's
    assert header.instance == "二审"
    assert header.disposition == disposition
    assert header.cause == "买卖合同纠纷"
    assert header.parties == (
        Party("乙公司", "上诉人", "原审被告"),
        Party("甲某", "被上诉人", "原审原告"),
        Party("丙某", "原审第三人"),
    )


@pytest.mark.parametrize("row", _ENDINGS, ids=lambda row: row[1])
def test_every_ending_is_told_by_its_own_example(row: tuple[str, str, str]) -> None:
    assert header_of(APPEAL.format(order=row[2]), "某", {}).disposition is not None


@pytest.mark.parametrize("row", _NOTICES, ids=lambda row: row[1])
def test_every_notice_is_told_by_its_own_example(row: tuple[str, str, str]) -> None:
    assert header_of(f"本院认为，应予支持。{row[2]}", "某", {}).instance == row[1]


@pytest.mark.parametrize(
    "text",
    [
        # a body without its head: the number and the court are another case's
        "原告诉称，某县人民法院（2015）某民初字第1号民事判决书已生效。原告离家后，住在娘家。2016年1月1日起分居。",
        "经审理查明，被告于2015年3月5日收到某区人民法院（2014）某执字第2号执行裁定书。",
        "近日，法院审结一案。法院认为平台应承担责任。",  # a repost that names no court
        "",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert header_of(text, "某.txt", {}) == Header()


def test_labelled_fields_of_a_page() -> None:
    text = (
        "审理法院:某市中级人民法院\n案号:(2019)浙01民辖终631号\n案件类型:民事 裁定\n"
        "发布日期:2019-08-01\n审判日期:2019-05-29\n案由:合同纠纷\n"
    )
    header = header_of(text, "某.txt", {})
    assert header.court == "某市中级人民法院"
    assert header.case_number == "（2019）浙01民辖终631号"
    assert header.date == "2019-05-29"  # never the day of posting
    assert header.cause == "合同纠纷"


def test_front_matter_wins_and_is_located_where_it_stands() -> None:
    text = "杭州互联网法院审结此案。\n"
    header = header_of(
        text,
        "a.md",
        {
            "kind": "案例摘要",
            "court": "杭州互联网法院",
            "case_number": "(2024)浙0192民初1号",
            "instance": "一审",
            "date": "2024-09-25",
            "claimed_amount": "300,000",
            "awarded_amount": "3万元",
        },
    )
    assert header.doc_type == "案例摘要"
    assert header.court_level == "专门"
    assert header.case_number == "（2024）浙0192民初1号"
    assert (header.claimed_amount, header.awarded_amount) == (300000.0, 30000.0)
    place = header.place_of("court")
    assert place is not None and place.of(text) == "杭州互联网法院"
    assert header.place_of("date") is None  # the text does not say it


_THREE = (Party("甲", "原告"), Party("乙", "被告"), Party("丙", "被告"))
_CHARGED = (Party("某检察院", "公诉机关"), Party("甲", "被告人"))


@pytest.mark.parametrize(
    ("front_matter", "header", "title"),
    [
        ({"title": "某案"}, Header(cause="合同纠纷"), "某案"),
        ({}, Header(parties=_THREE, cause="合同纠纷"), "甲与乙等合同纠纷案"),
        ({}, Header(parties=_CHARGED, cause="盗窃罪"), "甲盗窃罪案"),
        ({}, Header(court="某法院", case_number="（2020）某民初1号"), "某法院（2020）某民初1号"),
        ({}, Header(), "文件名"),
    ],
)  # fmt: skip
def test_titles(front_matter: dict[str, str], header: Header, title: str) -> None:
    assert title_of("", "文件名", front_matter, header) == title


def test_charges_are_the_cause_of_a_criminal_case() -> None:
    text = "某县人民检察院指控被告人甲某犯盗窃罪、侵犯公民个人信息罪，向本院提起公诉。"
    cause = cause_of(text, ())
    assert cause is not None and cause.name == "盗窃罪、侵犯公民个人信息罪"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # an agent's and a representative's line are no parties
        ("民事判决书\n原告甲某。\n法定代表人乙某。\n代理人丙某。\n被告丁厂。\n", ("甲某", "丁厂")),
        # a sentence that begins with a role is no party
        ("民事判决书\n原告甲某。\n被告未到庭参加诉讼。\n", ("甲某",)),
        # masked names
        ("民事判决书\n原告倪××。被告汪××。\n", ("倪××", "汪××")),
        # only the narrative names them
        ("上诉人某甲公司因与被上诉人某乙公司合同纠纷一案，不服。", ("某甲公司", "某乙公司")),
        # no head
        ("原告诉称，被告未还款。", ()),
    ],
)  # fmt: skip
def test_parties(text: str, parties: tuple[str, ...]) -> None:
    assert tuple(party.name for party in parties_in(text)) == parties


def test_a_body_has_no_head() -> None:
    assert head_starts("原告与被告系夫妻。原告诉称，感情破裂。") is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        # a sentence that names a judge is no signature
        ("由审判员甲某独任审理。\n原告诉称:2013年5月31日借款。", None),
        ("审判长:甲某\n审判员:乙某\n二Ο一七年四月五日\n书记员:丙某", "2017-04-05"),
        ("审判员甲某\n二○一七年四月七无\n书记员乙某", None),  # no calendar has it
        # judges' names were left out: a line in Chinese numerals after the order
        ("判决如下：驳回。\n二〇二〇年四月五日\n", "2020-04-05"),
        ("判决如下：驳回。\n2020年4月5日\n", None),  # may be the day of posting
        # posted, published
        ("发布日期：2020年1月2日\n公开日期：2020-01-03\n2020年1月4日发布\n", None),
        # a library's line of title
        (
            "某法院行政裁定书 （2018）某行再1号 作者：某法院 2018年12月27日 |\n原告：甲某，男。\n",
            "2018-12-27",
        ),
        # of two instances the last
        ("一审审结时间：2004年12月16日。\n二审审结时间：2005年5月16日。\n", "2005-05-16"),
        ("一审：某法院（2018）某民初4号判决（2018年7月12日）\n原告：甲某，男。\n", "2018-07-12"),
        (
            "（2014）某行初字第3号\n——某区人民法院(2014-6-18)\n（2014）某行初字第3号\n原告：甲某。\n",
            "2014-06-18",
        ),
        ("裁判日期\n| 2016年12月12日 |\n", "2016-12-12"),
        ("【审结日期】2020.05.20\n", "2020-05-20"),
        ("【判决时间】 2010-12-20\n【编辑日期】 2013-01-01\n", "2010-12-20"),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert header_of(text, "某", {}).date == date


@pytest.mark.parametrize("row", _MATTERS, ids=lambda row: row[1])
def test_number_and_order_tell_the_kind_together(row: tuple[str, str, str]) -> None:
    text = f"某人民法院。{row[2]}。原告甲某，男。\n经审理，裁定如下：驳回。"
    assert header_of(text, "某", {}).doc_type == f"{row[1]}裁定书"
    assert header_of(text.replace("裁定如下", ""), "某", {}).doc_type is None


@pytest.mark.parametrize(
    ("text", "instance"),
    [
        # a ruling on a request for retrial whose kind the page leaves out
        (
            "申请再审人（一审原告）：甲某，男。\n甲某向本院申请再审。本院进行了审查，现已审查终结。",
            "再审审查",
        ),
        ("再审申请人（一审原告）：甲某，男。\n本院提审本案，现已审理终结。", "再审"),
        # one person in two roles; a victim who sues in the criminal case
        ("自诉人暨附带民事诉讼原告人甲某，女。\n被告人乙某，男。", "一审"),
        ("被告人乙某，男。\n附带民事诉讼原告人甲某，女。", "一审"),
        # a report tells in brackets who appealed
        ("甲诉乙案\n原告（被上诉人）：甲某\n被告（上诉人）：乙公司\n", "二审"),
    ],
)
def test_instances_by_the_roles(text: str, instance: str) -> None:
    assert header_of(text, "某", {}).instance == instance


def test_an_enforcement_has_no_instance() -> None:
    text = (
        "某市中级人民法院\n执 行 裁 定 书\n（2021）某执复1号\n"
        "申诉人（申请执行人）：甲某，男。\n被执行人：乙公司。\n"
    )
    header = header_of(text, "某", {})
    assert (header.doc_type, header.instance) == ("执行裁定书", None)


def test_a_head_in_traditional_characters() -> None:
    text = (
        "某省某市中級人民法院\n民 事 裁 定 書\n（2020）某16民終34號\n"
        "上訴人（原審被告）：甲公司。\n被上訴人（原審原告）：乙某，男。\n"
        "上訴人甲公司因與被上訴人乙某買賣合同糾紛一案，不服判決，向本院提起上訴。\n"
        "裁定如下：駁回上訴，維持原裁定。\n審判員丙某\n二〇二〇年五月六日\n"
    )
    header = header_of(text, "某", {})
    assert header.court == "某省某市中級人民法院"
    assert header.court_level == "中级"
    assert header.doc_type == "民事裁定书"
    assert header.case_number == "（2020）某16民終34號"
    assert header.cause == "買賣合同糾紛"
    assert header.instance == "二审"
    assert header.date == "2020-05-06"
    assert header.disposition == "维持"
    shown = {key: span.of(text) for key, span in header.places}
    assert shown["case_number"] == "（2020）某16民終34號"
    assert shown["date"] == "二〇二〇年五月六日"


@pytest.mark.parametrize(
    "noise", ["审判员甲", "一案", "案由\n", "二〇一", "（2015）", "某法院", "\n\n", "诉合同纠纷\n"]
)
def test_noise_takes_no_time(noise: str) -> None:
    started = perf_counter()
    header_of(noise * 10_000, "某", {})
    assert perf_counter() - started < 5
