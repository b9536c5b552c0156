"""What a statement must not carry past the reader: links, markup, and our own instructions.

A document may talk a model into writing an address for the reader to click on, or into giving
away what it was told. Verification asks whether a statement is true to its quotes; this asks
whether there is anything in it that no court wrote. Links stay, marked as a fault and drawn as
plain text; instructions are left out.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache

from analysis.answer import Fault, Finding, Statement
from analysis.verify import verify_statement
from analysis.verify.locate import WIDE
from corpus.voice import Voice
from prompts.render import rules
from prompts.schema import ReplyStatement
from retrieval.hit import Hit

WITHHELD = "（这一句写出了给模型的指示，已略去。）"

LEAK = 16
"""Characters in a row, white space aside, that a sentence shares with our instructions by no
accident. The longest term of law in them, 当事人举证质证, has seven."""

_ENDINGS = (
    "com|cn|net|org|edu|gov|io|info|biz|xyz|top|cc|me|app|dev|site|online|link|click|ru|hk|tw|co|ai"
    "|example|test|invalid|local"
)

_URL = r"[!-;=?-~]"
"""A character of an address: ASCII, without what closes a tag. Chinese goes on without a space."""

# Each with what it is there for; all are looked for in half width and lower case.
_LINKS = re.compile(
    "|".join(
        (
            rf"[a-z][a-z0-9+.\-]{{1,15}}:/{{1,3}}{_URL}+",  # https://a.example/x, file:///etc
            rf"(?<!:)//[a-z0-9]{_URL}+",  # //a.example/x
            rf"(?:javascript|data|mailto|vbscript|tel):{_URL}+",  # javascript:alert(1)
            rf"(?<![a-z0-9])www\.{_URL}+",  # www.a.example
            rf"(?<![a-z0-9.-])(?:[a-z0-9][a-z0-9-]*\.)+(?:{_ENDINGS})(?![a-z0-9])(?:/{_URL}*)?",
            r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])",  # 10.0.0.1
            r"!?\[[^\[\]\n]*\]\s?[(\[][^)\]\n]*[)\]]",  # [甲](x), ![图](x), [甲][1]
            r"^\s*\[[^\]\n]+\]:\s*\S+",  # [1]: x
            r"</?[a-z][a-z0-9-]*(?=[\s/>])[^<>\n]*>?",  # <img src=x>, <a href=x
            r"\x1b.",  # a terminal's own language, in which links can be written too
        )
    ),
    re.MULTILINE,
)


def checked(statement: ReplyStatement, given: Mapping[str, Hit]) -> Statement:
    """The statement verified, with a finding for links its quotes do not hold.

    One that repeats our instructions comes back without a word of its own.
    """
    texts = [hit.passage.text for hit in given.values()]
    cited = [part for c in statement.citations for part in (c.passage, c.quote)]
    if any(_leaks(said, texts) for said in (statement.text, statement.voice or "", *cited)):
        told = Finding(Fault.INSTRUCTIONS_TOLD, "这句话与段落无关，是给模型的指示。")
        return Statement(WITHHELD, Voice.OTHER, (), (told,))
    verified = verify_statement(statement, given)
    quotes = _plain("\n".join(c.quote for c in verified.citations if c.verified))
    linked = [link for link in _links(statement.text) if not _stands_in(_plain(link), quotes)]
    if not linked:
        return verified
    told = Finding(Fault.LINK_NOT_IN_QUOTE, f"“{'”“'.join(linked)}”不见于所引原文，请勿打开。")
    return Statement(verified.text, verified.voice, verified.citations, (*verified.findings, told))


def _links(text: str) -> list[str]:
    folded = _plain(text)
    found = [(m.start(), m.start() + len(m[0].rstrip(".,;:!?"))) for m in _LINKS.finditer(folded)]
    return [text[start:end] for start, end in found]


def _stands_in(link: str, quotes: str) -> bool:
    """Whether the quotes hold the link and not only a longer one: a.co is not a.com."""
    return bool(
        re.search(rf"(?<![a-z0-9_.-]){re.escape(link)}(?![a-z0-9/?=&%_-]|\.[a-z0-9])", quotes)
    )


def _plain(text: str) -> str:
    """In half width and lower case, character for character."""
    narrow = text.translate(WIDE)
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in narrow)


def _leaks(said: str, shown: Collection[str]) -> bool:
    """Whether a stretch of our instructions is said that no passage shown holds."""
    words = "".join(said.split())
    stretches = {words[i : i + LEAK] for i in range(len(words) - LEAK + 1)} & _instructions()
    return any(not any(s in "".join(text.split()) for text in shown) for s in stretches)


@cache
def _instructions() -> frozenset[str]:
    words = "".join(rules().split())
    return frozenset(words[i : i + LEAK] for i in range(len(words) - LEAK + 1))
