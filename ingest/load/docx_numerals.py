"""Automatic numbers written out: the n-th label of a list in Word's number formats."""

from collections.abc import Callable

_SIMPLE = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _spoken(digits: str, units: str) -> Callable[[int], str]:
    """Numbers as they are spoken: 十, 十一, 二十, 一百零五; up to 9,999, then plain figures."""

    def write(number: int) -> str:
        if not 0 < number < 10_000:
            return str(number)
        written, gap = "", False
        for place in (3, 2, 1, 0):
            digit = number // 10**place % 10
            if digit:
                written += (digits[0] if gap and written else "") + digits[digit]
                written += units[place - 1] if place else ""
            gap = not digit
        return written

    return write


def _spoken_short(number: int) -> str:
    """As `_spoken`, with 十 for 一十 at the start: 十二、."""
    written = _spoken(_SIMPLE, "十百千")(number)
    return written[1:] if written.startswith("一十") else written


def _digit_by_digit(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(c)] for c in str(number))


def _cyclic(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 0 < n <= len(signs) else str(n)


def _run(first: str, last: str) -> str:
    return "".join(chr(c) for c in range(ord(first), ord(last) + 1))


def _letters(first: str) -> Callable[[int], str]:
    """a, b … z, aa, bb: Word repeats the letter."""

    def write(number: int) -> str:
        rounds, place = divmod(number - 1, 26)
        return chr(ord(first) + place) * (rounds + 1) if 0 < number <= 26 * 30 else str(number)

    return write


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, sign in (
        *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
        *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
    ):
        written += sign * (number // value)
        number %= value
    return written


def _sixty(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


_CIRCLED = _cyclic(_run("①", "⑳") + _run("㉑", "㉟") + _run("㊱", "㊿"))

_FORMATS: dict[str, tuple[Callable[[int], str], str]] = {
    # Word's name: (writer, its 12th label); the names are those of ISO/IEC 29500-1, 17.18.59
    "decimal": (str, "12"),
    "decimalZero": (lambda n: f"{n:02}", "12"),
    "decimalFullWidth": (lambda n: str(n).translate(_WIDE), "１２"),
    "decimalFullWidth2": (lambda n: str(n).translate(_WIDE), "１２"),
    "decimalEnclosedCircle": (_CIRCLED, "⑫"),
    "decimalEnclosedCircleChinese": (_CIRCLED, "⑫"),
    "decimalEnclosedFullstop": (_cyclic(_run("⒈", "⒛")), "⒓"),
    "decimalEnclosedParen": (_cyclic(_run("⑴", "⒇")), "⑿"),
    "ideographEnclosedCircle": (_cyclic(_run("㊀", "㊉")), "12"),
    "numberInDash": (lambda n: f"- {n} -", "- 12 -"),
    "upperRoman": (_roman, "XII"),
    "lowerRoman": (lambda n: _roman(n).lower(), "xii"),
    "upperLetter": (_letters("A"), "L"),
    "lowerLetter": (_letters("a"), "l"),
    "chineseCounting": (_spoken_short, "十二"),
    "chineseCountingThousand": (_spoken_short, "十二"),
    "taiwaneseCounting": (_spoken_short, "十二"),
    "taiwaneseCountingThousand": (_spoken_short, "十二"),
    "japaneseCounting": (_spoken_short, "十二"),
    "ideographDigital": (_digit_by_digit("〇一二三四五六七八九"), "一二"),
    "japaneseDigitalTenThousand": (_digit_by_digit("〇一二三四五六七八九"), "一二"),
    "taiwaneseDigital": (_digit_by_digit("○一二三四五六七八九"), "一二"),
    "chineseLegalSimplified": (_spoken(_FORMAL, "拾佰仟"), "壹拾贰"),
    "ideographLegalTraditional": (_spoken(_TRADITIONAL, "拾佰仟"), "壹拾貳"),
    "ideographTraditional": (_cyclic(_STEMS), "12"),
    "ideographZodiac": (_cyclic(_BRANCHES), "亥"),
    "ideographZodiacTraditional": (_sixty, "乙亥"),
    "none": (lambda _: "", ""),
}


def numeral(number: int, form: str) -> str:
    """A list number in one of Word's formats; plain figures in formats that are not known.

    A sign list that has run out goes on in figures, as Word does: after 癸 comes 11.

    >>> numeral(3, "chineseCounting"), numeral(105, "chineseCountingThousand")
    ('三', '一百零五')
    >>> numeral(2, "ideographTraditional"), numeral(28, "lowerLetter"), numeral(7, "unheardOf")
    ('乙', 'bb', '7')
    """
    write = _FORMATS[form][0] if form in _FORMATS and number >= 0 else str
    return write(number)


def format_examples() -> dict[str, str]:
    """Every known format with its label for 12, for the test of the table."""
    return {name: example for name, (_, example) in _FORMATS.items()}
