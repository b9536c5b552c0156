"""A web page as a tree of elements, each knowing how it looks. Knows selectolax."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.load.html_style import Look, declarations_of, look_of, rules_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

NEVER_READ = re.compile(
    "script|style|template|noscript|head|meta|link|title|base|object|embed|applet|iframe|frame"
    "|canvas|svg|math|audio|video|map|area|button|select|option|optgroup|datalist|textarea|input"
    "|progress|meter|rp|rt|dialog"
)
"""Elements that hold no text of the document: programs, drawings, controls, pronunciation."""

MOST_RULES = 3_000
"""Selectors of a page's own style sheets that are looked at; a page has some hundred."""

_STRUCK = frozenset({"del", "s", "strike"})
_MOODS = re.compile(r"::|:(?!first-child|last-child|nth-child|not\(|first-of-type|last-of-type)")
_TELLING = re.compile(
    "display|visibility|opacity|font-size|font|color|background(?:-color|-image)?|position|left|top"
    "|right|bottom|text-indent|margin-left|margin-top|clip|clip-path|(?:max-)?(?:width|height)"
    "|overflow|overflow-y|transform|filter|text-decoration(?:-line)?|white-space|zoom"
    "|content-visibility|list-style(?:-type)?|-webkit-text-fill-color"
)


@dataclass(eq=False, slots=True)
class Element:
    """An element with its children in order; a text child is a string."""

    tag: str
    attributes: Mapping[str, str]
    look: Look
    style: Mapping[str, str]
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its class and id, as the page's makers call it."""
        return f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}".strip()

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [c for c in reversed(element.children) if isinstance(c, Element)]


@dataclass(frozen=True, slots=True)
class WebPage:
    """A parsed page: its body, and the title in its head."""

    body: Element
    title: str


def page_of(markup: str) -> WebPage:
    """The tree of a page; markup without a body gets an empty one. Nothing is loaded."""
    from selectolax.lexbor import LexborHTMLParser

    parser = LexborHTMLParser(markup)
    styles = _sheet_styles(parser)
    body = Element("body", {}, Look(), {})
    if parser.body is not None:
        body = _element(parser.body, None, styles)
        waiting: list[tuple[LexborNode, Element]] = [(parser.body, body)]
        while waiting:
            node, element = waiting.pop()
            child = node.first_child
            while child is not None:
                if child.tag == "-text":
                    element.children.append(child.text_content or "")
                elif (
                    child.tag and child.tag[0] not in "-!_" and not NEVER_READ.fullmatch(child.tag)
                ):
                    below = _element(child, element, styles)
                    element.children.append(below)
                    waiting.append((child, below))
                child = child.next
    title = parser.css_first("title")
    return WebPage(body, title.text().strip() if title is not None else "")


def _element(
    node: "LexborNode", parent: Element | None, styles: Mapping[int, Mapping[str, str]]
) -> Element:
    attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
    style = dict(styles.get(node.mem_id, {}))
    tag = node.tag or ""
    if "bgcolor" in attributes:
        style.setdefault("background-color", attributes["bgcolor"].lower())
    if tag == "font" and "color" in attributes:
        style.setdefault("color", attributes["color"].lower())
    if tag in _STRUCK:
        style.setdefault("text-decoration", "line-through")
    if tag == "pre":
        style.setdefault("white-space", "pre")
    if "hidden" in attributes:
        style.setdefault("display", "none")
    style |= declarations_of(attributes.get("style", ""))
    return Element(
        tag, attributes, look_of(parent.look if parent else Look(), style), style, parent
    )


def _sheet_styles(parser: "LexborHTMLParser") -> dict[int, dict[str, str]]:
    """What the page's own style sheets say of each element, by the node's number.

    A more specific selector goes before a later one. Selectors that depend on what the reader
    does (:hover) are passed over; style sheets in other files are not loaded.
    """
    from selectolax.lexbor import SelectolaxError

    rules: list[tuple[tuple[int, int, int], int, str, dict[str, str]]] = []
    for sheet in parser.css("style"):
        for selector, properties in rules_of(sheet.text()):
            told = {name: value for name, value in properties.items() if _TELLING.fullmatch(name)}
            if told and not _MOODS.search(selector):
                rules.append((_weight(selector), len(rules), selector, told))
    styles: dict[int, dict[str, str]] = {}
    for _, _, selector, told in sorted(rules[:MOST_RULES], key=lambda rule: rule[:2]):
        try:
            nodes = parser.css(selector)
        except SelectolaxError:  # no selector that the library knows
            continue
        for node in nodes:
            styles.setdefault(node.mem_id, {}).update(told)
    return styles


def _weight(selector: str) -> tuple[int, int, int]:
    """Specificity: ids, then classes and attributes, then tags."""
    return (
        selector.count("#"),
        len(re.findall(r"\.|\[|:", selector)),
        len(re.findall(r"(?:^|[\s>+~])[a-zA-Z]", selector)),
    )
