"""What styles do to text: whether a person sees it, and whether it stands on lines of its own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

TINY = 3.0
"""Pixels of type below which nobody reads."""

FAINT = 0.1
"""Opacity below which nothing is seen."""

SAME_COLOUR = 60
"""Sum of the steps, of 255 each, by which red, green and blue must differ from the ground."""

FAR = 900.0
"""Pixels beyond the edge from which text is off the screen."""

Rgb = tuple[int, int, int]
WHITE: Rgb = (255, 255, 255)

_NAMED: dict[str, Rgb] = {
    "white": WHITE,
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245),
    "ghostwhite": (248, 248, 255),
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
    "green": (0, 128, 0),
    "yellow": (255, 255, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "silver": (192, 192, 192),
    "navy": (0, 0, 128),
}
_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}
_DECLARATION = re.compile(r"\s*([-\w]+)\s*:\s*((?:[^;\"'(]|\"[^\"]*\"|'[^']*'|\([^)]*\)|[\"'(])+)")
_LENGTH = re.compile(r"(-?[\d.]+(?:e-?\d+)?)(px|pt|em|rem|ex|%|vw|vh|cm|mm|in)?\Z")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NOTHING_LEFT = re.compile(
    r"inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0|rect\(\s*(?:0|1px)(?:px)?[\s,]+(?:0|1px)(?:px)?[\s,]"
    r"+(?:0|1px)(?:px)?[\s,]+(?:0|1px)(?:px)?\s*\)|polygon\(\s*0(?:px)?\s+0(?:px)?"
    r"(?:\s*,\s*0(?:px)?\s+0(?:px)?)+\s*\)"
)
"""inset(50%) · circle(0) · rect(0,0,0,0) · rect(1px, 1px, 1px, 1px) · polygon(0 0, 0 0)"""

_SHRUNK = re.compile(r"scale[xy3d]*\(\s*0(?:\.0\d*)?\s*[,)]|opacity\(\s*0%?\s*\)")
_MOVED = re.compile(r"translate[xy3d]*\([^)]*?-?(\d{4,}|\d{3,}(?=v[wh]|%))")


@dataclass(frozen=True, slots=True)
class Look:
    """How the text of an element looks; what is not said of it is as in the element around it."""

    shown: bool = True  # False holds for everything inside
    visible: bool = True  # may be turned back on inside
    struck: bool = False
    colour: Rgb | None = None  # None where only the page's own default speaks
    ground: Rgb | None = WHITE  # None where it is a picture
    size: float = 16.0
    keeps_space: bool = False

    @property
    def is_seen(self) -> bool:
        """Whether a person sees text of this look."""
        if not (self.shown and self.visible) or self.size < TINY:
            return False
        if self.colour is None or self.ground is None:
            return True
        steps = sum(abs(a - b) for a, b in zip(self.colour, self.ground, strict=True))
        return steps >= SAME_COLOUR


def declarations_of(style: str) -> dict[str, str]:
    """The properties of a style attribute or a rule's body, lower case; the last one counts,
    unless an earlier one is important.

    >>> declarations_of("COLOR: Red; display:none !important; display:block")
    {'color': 'red', 'display': 'none'}
    """
    found: dict[str, str] = {}
    important: set[str] = set()
    for match in _DECLARATION.finditer(re.sub(r"/\\*.*?\\*/", "", style, flags=re.S)):
        name, value = match[1].lower(), match[2].strip().lower()
        urgent = value.endswith("!important")
        if urgent or name not in important:
            found[name] = value.removesuffix("!important").strip()
        if urgent:
            important.add(name)
    return found


def rules_of(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every selector of a style sheet with its properties, in order; @ blocks for the screen too.

    >>> list(rules_of("p, .x { display: none } @media print { p { color: red } }"))
    [('p', {'display': 'none'}), ('.x', {'display': 'none'})]
    """
    bare = re.sub(r"/\*.*?\*/|<!--|-->", "", sheet, flags=re.S)
    bare = re.sub(r"@(?:import|charset|namespace)[^;{]*;", "", bare)
    bare = re.sub(r"@media[^{]*\bprint\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", bare)
    for match in _RULE.finditer(bare):
        properties = declarations_of(match[2])
        for selector in match[1].split(","):
            selector = selector.strip()
            if properties and selector and not selector.startswith("@"):
                yield selector, properties


def look_of(around: Look, style: Mapping[str, str]) -> Look:
    """The look of an element with these properties inside another."""
    size = _size(style, around.size)
    ground = _ground(style, around.ground)
    colour = _colour(style.get("-webkit-text-fill-color") or style.get("color", ""))
    look = replace(
        around,
        shown=around.shown and not _is_gone(style, size),
        visible=_is_visible(style, around.visible),
        struck=around.struck or "line-through" in _any(style, "text-decoration"),
        size=size,
        ground=ground,
        colour=colour if colour is not None else around.colour,
        keeps_space=_keeps_space(style, around.keeps_space),
    )
    if colour is None and _is_transparent(style):
        return replace(look, shown=False)
    return look


def _is_gone(style: Mapping[str, str], size: float) -> bool:
    if style.get("display") == "none" or style.get("content-visibility") == "hidden":
        return True
    if _number(style.get("opacity", "1"), 1) < FAINT or _number(style.get("zoom", "1"), 1) < FAINT:
        return True
    if _NOTHING_LEFT.search(style.get("clip-path", "") + style.get("clip", "")):
        return True
    moved = style.get("transform", "") + style.get("filter", "")
    return bool(_SHRUNK.search(moved) or _MOVED.search(moved)) or _is_away(style, size)


def _is_away(style: Mapping[str, str], size: float) -> bool:
    """Whether it is off the screen, or in a box without room."""
    sides = ["text-indent", "margin-left", "margin-top"]
    if style.get("position", "static") != "static":
        sides += ["left", "top", "right", "bottom"]
    if any(_pixels(style.get(side, ""), size, 0.0) <= -FAR for side in sides):
        return True
    if any(_pixels(style.get(side, ""), size, 0.0) >= 5 * FAR for side in sides[3:]):
        return True
    if not re.match(r"hidden|clip", style.get("overflow", style.get("overflow-y", ""))):
        return False
    rooms = ("height", "max-height", "width", "max-width")
    return any(_pixels(style.get(room, ""), size, 99.0) <= 1.0 for room in rooms)


def _is_visible(style: Mapping[str, str], around: bool) -> bool:
    said = style.get("visibility")
    if said in ("hidden", "collapse"):
        return False
    return True if said == "visible" else around


def _keeps_space(style: Mapping[str, str], around: bool) -> bool:
    said = style.get("white-space", "")
    return around if not said or said == "inherit" else said.startswith(("pre", "break-spaces"))


def _size(style: Mapping[str, str], around: float) -> float:
    said = style.get("font-size", "")
    if not said and (font := style.get("font", "")):
        said = next((w.split("/")[0] for w in font.split() if w[:1].isdigit()), "")
        if re.fullmatch(r"[1-9]00", said):  # a weight
            said = next((w.split("/")[0] for w in font.split()[1:] if w[:1].isdigit()), "")
    if said in _SIZES:
        return _SIZES[said]
    return _pixels(said, around, around, share=around)


def _pixels(said: str, em: float, default: float, share: float = 1000.0) -> float:
    match = _LENGTH.match(said.strip())
    if match is None:
        return default
    units = {
        "pt": 4 / 3, "em": em, "rem": 16.0, "ex": em / 2, "%": share / 100, "vw": 10.0, "vh": 10.0,
        "cm": 38.0, "mm": 3.8, "in": 96.0,
    }  # fmt: skip
    try:
        return float(match[1]) * units.get(match[2] or "px", 1.0)
    except ValueError:
        return default


def _number(said: str, default: float) -> float:
    try:
        return float(said.rstrip("%")) / (100 if said.endswith("%") else 1)
    except ValueError:
        return default


def _any(style: Mapping[str, str], prefix: str) -> str:
    return " ".join(value for name, value in style.items() if name.startswith(prefix))


def _is_transparent(style: Mapping[str, str]) -> bool:
    said = style.get("-webkit-text-fill-color") or style.get("color", "")
    numbers = re.findall(r"[\d.]+%?", said)
    clear = (
        said.startswith(("rgba", "hsla")) and len(numbers) > 3 and _number(numbers[3], 1) < FAINT
    )
    return (
        said == "transparent"
        or clear
        or bool(re.fullmatch(r"#(?:[\da-f]{3}0|[\da-f]{6}0[\da-f])", said))
    )


def _ground(style: Mapping[str, str], around: Rgb | None) -> Rgb | None:
    said = f"{style.get('background', '')} {style.get('background-color', '')}".strip()
    if "url(" in said or "gradient(" in said or "url(" in style.get("background-image", ""):
        return None
    found = [_colour(word) for word in re.findall(r"#[\da-f]+|rgba?\([^)]*\)|[a-z]+", said)]
    return next((colour for colour in reversed(found) if colour is not None), around)


def _colour(said: str) -> Rgb | None:
    said = said.strip()
    if said in _NAMED:
        return _NAMED[said]
    if match := re.fullmatch(r"#([\da-f])([\da-f])([\da-f])", said):
        red, green, blue = (int(digit * 2, 16) for digit in match.groups())
        return red, green, blue
    if match := re.fullmatch(r"#([\da-f]{2})([\da-f]{2})([\da-f]{2})(?:ff)?", said):
        red, green, blue = (int(pair, 16) for pair in match.groups())
        return red, green, blue
    numbers = re.findall(r"[\d.]+", said) if said.startswith("rgb") else []
    if len(numbers) == 3 or (len(numbers) == 4 and _number(numbers[3], 1) >= FAINT):
        red, green, blue = (min(int(float(n)), 255) for n in numbers[:3])
        return red, green, blue
    return None
