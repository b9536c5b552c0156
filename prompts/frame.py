"""The frame around foreign text in a prompt: a border it cannot write, and nothing that acts."""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from string import Template

FENCE_LENGTH = 14
"""Characters of a border."""

# A space after the bracket keeps a passage from writing the markers by which servers tell
# system, user and assistant apart: <|im_start|>, <｜User｜>, </s>, <<SYS>>, [INST], <think>.
# The verifier forgives white space, so a quote across such a place is still found.
_MARKER = re.compile(r"[<\[](?=[|｜/A-Za-z<])")
# Characters that show nothing and carry text all the same: zero-width, bidi, tags.
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def inert(text: str) -> str:
    """The text with nothing in it that a model or its server could take for structure."""
    return _MARKER.sub(lambda m: m[0] + " ", _CONTROL.sub(" ", _HIDDEN.sub("", text)))


def border_for(texts: Iterable[str]) -> str:
    """A border that occurs in none of the texts, as it is made from all of them."""
    everything = "\n".join(texts)
    seed = everything
    while True:
        fence = "=== " + hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:10]
        if fence not in everything:
            return fence
        seed = fence + seed


@cache
def template_named(name: str) -> Template:
    """The template of this file name."""
    return Template((files("prompts") / name).read_text("utf-8"))
