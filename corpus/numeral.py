"""Chinese and Arabic numerals as legal texts write them."""

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "两": 2,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10_000, "亿": 100_000_000}
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")

CHINESE_NUMERALS = "".join([*_DIGITS, *_UNITS, *_GROUPS])
"""Every character a Chinese numeral can hold, for use in a pattern's character class."""

LONGEST = 24
"""Characters of the longest numeral that is read; what is longer is noise, or meant to be slow."""


def integer_of(numeral: str) -> int | None:
    """The value of a Chinese or Arabic whole number, or None if it is not one.

    >>> integer_of("一千一百九十七"), integer_of("二〇二四"), integer_of("１０"), integer_of("叁万")
    (1197, 2024, 10, 30000)
    >>> integer_of("十条") is None
    True
    """
    plain = numeral.translate(_WIDE)
    if len(plain) > LONGEST:
        return None
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if not plain or any(c not in CHINESE_NUMERALS for c in plain):
        return None
    if all(c in _DIGITS for c in plain):  # read digit by digit: 二〇二四
        return int("".join(str(_DIGITS[c]) for c in plain))
    total = group = digit = 0
    for c in plain:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            group += (digit or 1) * _UNITS[c]
            digit = 0
        elif not total + group + digit:
            return None  # 万, 亿三千: how many is not said
        else:
            total = (
                (total + group + digit) * _GROUPS[c]
                if c == "亿"
                else total + (group + digit) * _GROUPS[c]
            )
            group = digit = 0
    return total + group + digit


def chinese_of(number: int) -> str:
    """A whole number from 1 to 9,999 as statutes write it. Raises ValueError for another.

    >>> chinese_of(1197), chinese_of(10), chinese_of(205), chinese_of(1010)
    ('一千一百九十七', '十', '二百零五', '一千零一十')
    """
    if not 1 <= number <= 9999:
        raise ValueError(f"{number} is not from 1 to 9,999")
    digits = [int(d) for d in str(number)]
    written, gap = "", False
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if not digit:
            gap = True
            continue
        written += "零" * (gap and bool(written)) + "〇一二三四五六七八九"[digit]
        written += ("", "十", "百", "千")[place]
        gap = False
    return written.removeprefix("一") if written.startswith("一十") else written
