"""The bars of evals' charts as boxes of HTML: the page's HTML is cleaned of SVG.

Only what `evals.charts` draws is known: rectangles and lines at right angles, placed in per cent
across and in pixels down. Foreign text has its angle brackets escaped and is never one of them.
"""

import re

_FIGURE = re.compile(r"<svg([^>]*)>(.*?)</svg>", re.DOTALL)
_SHAPE = re.compile(r"<(rect|line)([^>]*)></\1>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def without_svg(html: str) -> str:
    """The same with every figure as a box that holds boxes.

    >>> without_svg('<svg class="bar" height="9"><rect width="50%" height="9"></rect></svg>')[:46]
    '<div class="bar pd-boxes" style="height:9px"><'
    """
    return _FIGURE.sub(_figure, html)


def _figure(found: re.Match[str]) -> str:
    given = dict(_ATTRIBUTE.findall(found[1]))
    told = "".join(f' {k}="{v}"' for k, v in given.items() if k == "role" or k.startswith("aria-"))
    shapes = "".join(_shape(*shape) for shape in _SHAPE.findall(found[2]))
    return (
        f'<div class="{given.get("class", "")} pd-boxes" style="height:{given["height"]}px"{told}>'
        f"{shapes}</div>"
    )


def _shape(tag: str, attributes: str) -> str:
    given = dict(_ATTRIBUTE.findall(attributes))
    if tag == "line":
        left, right = _share(given["x1"]), _share(given["x2"])
        top, bottom = float(given["y1"]), float(given["y2"])
        across, down = f"{right - left:.2f}%", f"{bottom - top:g}px"
        place = f"left:{left:.2f}%;top:{top:g}px;width:{across};height:{down}"
    else:
        place = (
            f"left:{given.get('x', '0')};top:{given.get('y', '0')}px;"
            f"width:{given['width']};height:{given['height']}px"
        )
    return f'<i class="{given.get("class", "")}" style="{place}"></i>'


def _share(words: str) -> float:
    return float(words.removesuffix("%"))
