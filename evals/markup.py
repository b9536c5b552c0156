"""HTML that escapes by construction: whatever is not already `Html` is foreign text."""

import html


class Html(str):
    """A piece of finished HTML. Only `element` and `join` make it from foreign text."""

    __slots__ = ()


def element(tag: str, /, *children: str, **attributes: str | float | bool | None) -> Html:
    """One element; strings inside are escaped, `Html` is taken as it is.

    Attributes with None or False are left out; `class_` is class, `data_kind` is data-kind.

    >>> element("p", "a<b", element("br"), class_="x")
    '<p class="x">a&lt;b<br></p>'
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}"
        + ("" if value is True else f'="{html.escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    start = f"<{tag}{written}>"
    return Html(start if tag in _VOID else f"{start}{join(*children)}</{tag}>")


def join(*children: str) -> Html:
    """The pieces one after the other, foreign text escaped."""
    return Html("".join(c if isinstance(c, Html) else html.escape(c) for c in children))


def scrolling(table: Html, name: str) -> Html:
    """A table that scrolls inside itself where it is too wide, by keyboard too."""
    return element("div", table, class_="scroll", tabindex="0", role="region", aria_label=name)


_VOID = frozenset({"br", "meta", "input"})
