"""Chinese and Arabic numerals."""

import pytest

from corpus.numeral import LONGEST, integer_of


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),  # no digit before the unit
        ("一十二", 12),
        ("二百零五", 205),  # 零 only holds a place
        ("一千一百九十七", 1197),
        ("二〇二四", 2024),  # read digit by digit
        ("叁万", 30_000),  # the forms that cannot be altered
        ("壹拾贰万叁仟肆佰", 123_400),
        ("一亿零五百万", 105_000_000),
        ("两千", 2000),
        ("１０", 10),  # full width
        ("60", 60),
        ("万", None),  # how many is not said
        ("亿三千", None),
        ("十条", None),  # more than a numeral
        ("3.5", None),  # not whole
        ("", None),
        ("²", None),  # a digit to Python, not to int()
        ("9" * (LONGEST + 1), None),  # int() raises at 4,300 digits
        ("一" * 5000, None),
    ],
)
def test_integer_of(numeral: str, value: int | None) -> None:
    assert integer_of(numeral) == value
