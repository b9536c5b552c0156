"""Signs of symbol fonts as characters: Word stores ☑ as "R" in the font Wingdings 2."""

UNKNOWN = "〓"
"""Stands for a sign that has no known character, as printers do for a missing type."""

_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x6C: "●",
    0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫",
    0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "□",
    0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS.update({0x80: "⓪", 0x8B: "⓿"})
_WINGDINGS.update({0x81 + n: chr(ord("①") + n) for n in range(10)})
_WINGDINGS.update({0x8C + n: chr(ord("❶") + n) for n in range(10)})
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x30: "☐",
    0x97: "●", 0x98: "•", 0x9E: "⬤", 0x9F: "●", 0xA1: "■", 0xA2: "■", 0xA3: "☐",
}  # fmt: skip
_WINGDINGS_2.update({0x69: "⓪", 0x74: "⓿"})
_WINGDINGS_2.update({0x6A + n: chr(ord("①") + n) for n in range(10)})
_WINGDINGS_2.update({0x75 + n: chr(ord("❶") + n) for n in range(10)})
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL = {code: chr(code) for code in range(0x20, 0x40)}
_SYMBOL.update({0x41 + n: sign for n, sign in enumerate(_GREEK)})
_SYMBOL.update({0x61 + n: sign for n, sign in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")})
_SYMBOL.update({
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5B: "[", 0x5C: "∴",
    0x5D: "]", 0x5E: "⊥", 0x5F: "_", 0x7B: "{", 0x7C: "|", 0x7D: "}", 0x7E: "∼", 0xA0: "€",
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪",
    0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√",
    0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑",
    0xF2: "∫",
})  # fmt: skip

_FONTS = {
    # font, lower case: character by code; the tables follow what the fonts draw
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "symbol": _SYMBOL,
}
_BLANK = "\u00a0 "


def symbol(code: str, font: str) -> str:
    """The character of a `w:sym`, by its hexadecimal code and font; UNKNOWN if none is known.

    >>> symbol("F052", "Wingdings 2"), symbol("00B2", "宋体"), symbol("F0FF", "Webdings")
    ('☑', '²', '〓')
    """
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return UNKNOWN
    drawn = in_font(sign, font)
    is_private = "\ue000" <= drawn <= "\uf8ff"
    return UNKNOWN if is_private or not drawn.isprintable() else drawn


def draws_signs(font: str) -> bool:
    """Whether a font is one of the symbol fonts known here."""
    return font.strip().lower() in _FONTS


def in_font(sign: str, font: str) -> str:
    """A character as a symbol font draws it; unchanged where font or sign is not known.

    Only Latin characters and the symbol area are drawn by such a font: Chinese characters in
    the same run have a font of their own.

    >>> in_font("R", "Wingdings 2"), in_font("R", "宋体"), in_font("有", "Wingdings 2")
    ('☑', 'R', '有')
    """
    table = _FONTS.get(font.strip().lower())
    code = ord(sign)
    if table is None or sign in _BLANK:
        return sign
    if 0xF000 <= code <= 0xF0FF:
        return table.get(code - 0xF000, sign)
    return table.get(code, sign) if code < 0x100 else sign


_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")


def raised(text: str) -> str:
    """A superscript figure in superscript characters, so that 10² does not become 102.

    What holds anything but figures and signs stays as it is.

    >>> raised("2"), raised("-1"), raised("注")
    ('²', '⁻¹', '注')
    """
    drawn = text.translate(_RAISED)
    return text if any(a == b for a, b in zip(text, drawn, strict=True)) else drawn
