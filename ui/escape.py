"""Makes foreign text harmless where it is drawn; stored text is never touched.

Whatever comes from a judgment, a model, a file name or an error message goes through one of
these. HTML is preferred: five characters decide there, while Streamlit's Markdown gains a
new directive with every release.
"""

import html
import re
import string

WORD_JOINER = "\u2060"
"""Invisible and of no width; parts what Streamlit would otherwise join into a sign."""

_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, which begin a terminal's commands, and those that turn its lines around."""

_SURROGATES = re.compile("[\ud800-\udfff]")

_PUNCTUATION = re.compile(f"[{re.escape(string.punctuation)}]")

_JOINED = re.compile(r"[:@]|www(?=\.)|-(?=[->])|<(?=-)|[<>~](?==)", re.IGNORECASE)
"""Replaced by Streamlit in finished text, where a backslash no longer shields it:
:smile: and :material/home:, a@b.cn and www.a.cn as links, -> <- -- >= <= ~= as symbols."""


def as_html(text: str) -> str:
    """The text for use between tags or in a quoted attribute. Lone surrogates become U+FFFD.

    >>> as_html('<b onclick="x()">&')
    '&lt;b onclick=&quot;x()&quot;&gt;&amp;'
    """
    return html.escape(_encodable(text))


def as_markdown(text: str) -> str:
    """The text for a Streamlit label or message, on one line, every sign shown as it is.

    >>> as_markdown("*a* [b](c)")
    '\\\\*a\\\\* \\\\[b\\\\]\\\\(c\\\\)'
    """
    one_line = " ".join(_encodable(text).split())
    parted = _JOINED.sub(lambda m: m[0] + WORD_JOINER, one_line)
    return _PUNCTUATION.sub(lambda m: "\\" + m[0], parted)


def as_terminal(text: str) -> str:
    """The text for a terminal, as long as before: nothing in it moves, colours, links or turns.

    >>> as_terminal("\x1b]8;;http://a.example\x1b" + "点此")
    '�]8;;http://a.example�点此'
    """
    return _COMMANDS.sub("\ufffd", _encodable(text))


def _encodable(text: str) -> str:
    # JSON may hold "\ud800", which no message to the browser can carry.
    return _SURROGATES.sub("\ufffd", text)
