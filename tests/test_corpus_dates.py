"""Dates in a text."""

from time import perf_counter

import pytest

from corpus.dates import dates_in


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2018年3月5日", ["2018-03-05"]),
        ("二〇一八年三月五日", ["2018-03-05"]),
        ("二○一六年十二月三十一日", ["2016-12-31"]),  # another circle for 〇
        # the zero is a digit, or a letter of three alphabets
        ("二0一七年四月五日、二Ｏ一七年四月五日", ["2017-04-05"] * 2),
        ("二Ο一七年四月五日、二О一七年四月五日", ["2017-04-05"] * 2),
        ("２０１８年３月５日", ["2018-03-05"]),  # full width
        ("2018 年 3 月 5 日", ["2018-03-05"]),
        ("2018年3月5号", ["2018-03-05"]),
        ("2018年3月起", ["2018-03"]),  # no day is said
        ("2018年内", []),  # a year is no date
        ("裁判日期:2009-01-04。", ["2009-01-04"]),
        ("2018.3.5", ["2018-03-05"]),
        ("2018年2月30日、2018年13月1日", []),  # no calendar has them
        ("2016年2月29日、2018年2月29日", ["2016-02-29"]),
        ("同年5月6日", []),  # of which year is not said
        ("2018年3月5日借款，同年六月还款", ["2018-03-05", "2018-06"]),
        ("2018年春相识，同年5月6日登记", ["2018-05-06"]),  # the year alone before it
        ("2018年3月5日被拘留，同月8日被逮捕", ["2018-03-05", "2018-03-08"]),
        ("同月8日被逮捕", []),  # of which month is not said
        ("2018年春，同月8日", []),  # nor here
        ("于2018年3月5日、6月7日和8月9日开庭", ["2018-03-05", "2018-06-07", "2018-08-09"]),
        ("2018年3月5日18时至3月6日21时", ["2018-03-05", "2018-03-06"]),
        ("2018年3月、4月份工资", ["2018-03", "2018-04"]),
        ("2018年3月5日和4月", ["2018-03-05"]),  # a day, then a month: no list
        ("2018年12月30日至1月5日", ["2018-12-30"]),  # of the next year, which is not said
        ("2018年3月5日，又于6月7日", ["2018-03-05"]),  # a day without its year
        ("二O一八年三月五日", ["2018-03-05"]),  # criminal-judgments: the letter O
        ("201O年7月2O日", ["2010-07-20"]),
        ("（2018）京01民终3号", []),  # a case number
        ("合同编号2014-01-071", []),  # a contract's number
    ],
)
def test_dates_in(text: str, dates: list[str]) -> None:
    assert [d.date for d in dates_in(text)] == dates


def test_a_date_is_cut_out_of_the_text_where_it_stands() -> None:
    text = "原告于2018年3月5日出生"
    (date,) = dates_in(text)
    assert date.span.of(text) == "2018年3月5日"


@pytest.mark.parametrize("noise", ["2018", "二", "2018年", "2018-1-", "同年"])
def test_noise_takes_no_time(noise: str) -> None:
    started = perf_counter()
    dates_in(noise * 50_000)
    assert perf_counter() - started < 5
