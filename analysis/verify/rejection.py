"""Rejection: what a quote turns down as a whole, told by the statement as if it were so.

A court names a claim and turns it down at the end of the sentence, 利息请求于法无据，不予支持, or
names it under what it does not find: 不能认定平台没有过错. The statement need not repeat the words
of the rejection; it must not leave its sense out.
"""

import re
from collections.abc import Iterator, Sequence

from analysis.verify.place import pairs_of

_TURNED_DOWN = re.compile(
    r"不予(?:支持|采信|采纳|认定|确认|准许)|不(?:能)?成立|于法无据"
    r"|(?:缺乏|没有|无|缺少)[^，。；]{0,6}(?:依据|证据)|(?:依据|证据)不足"
    r"|(?:无法|难以|不能)(?:支持|采信|采纳)|与事实不符"
)
_ACCEPTED = re.compile(
    r"(?<!不)予以(?:支持|采信|采纳|确认|准许)|应予支持|(?<![不能])成立|本院支持|准予"
)
_DISMISSED = re.compile(
    r"驳回(?P<what>[^。；]{2,60}?)(?:的)?(?:其他|其余)?(?:诉讼|仲裁|上诉|反诉)?请求"
)
_NOT_FOUND = re.compile(
    r"(?:不能|不足以|难以|无法|未能|没有证据|无证据|未举证|不应|不宜)(?:据此)?"
    r"(?:认定|证明|证实|确认|推定|视为)(?P<what>[^，。；]{3,60})"
)
_NEGATIVE = re.compile(r"[不未无没非否]|驳回|难以|缺乏|拒绝|欠缺|有误|排除|免")
_CLAIMS = re.compile(r"主张|称|辩|请求|要求|提出|诉请|认为|意见|理由|抗辩|申请|是否|争议")
_SENTENCE = re.compile(r"[^。；;\n]+")


def rejected(text: str, quotes: Sequence[str]) -> str | None:
    """What the quotes turn down and the statement tells without saying so, in Chinese, or None."""
    pairs = pairs_of(text)
    if not pairs:
        return None
    for quote in quotes:
        for match in _NOT_FOUND.finditer(quote):
            what = match["what"]
            left = text.replace(what, "")
            if what in text and not _NEGATIVE.search(left):
                return f"所引原文写的是“{match[0]}”，这句话没有写出。"
    if _NEGATIVE.search(text) or _CLAIMS.search(text):
        return None
    for quote in quotes:
        for told, scope, rest in _turned_down(quote):
            shared = len(pairs & pairs_of(scope))
            if shared >= max(2, len(pairs) // 3) and shared > len(pairs & pairs_of(rest)):
                return f"所引原文对此写“{told}”，这句话没有写出。"
    return None


def _turned_down(quote: str) -> Iterator[tuple[str, str, str]]:
    """The words of each rejection, what they are about, and the rest of the quote."""
    for sentence in _SENTENCE.finditer(quote):
        for match in _DISMISSED.finditer(sentence[0]):
            yield "驳回", match["what"], quote.replace(match[0], "")
        if turned := _TURNED_DOWN.search(sentence[0]):
            before = sentence[0][: turned.start()]
            accepted = [m.end() for m in _ACCEPTED.finditer(before)]
            scope = before[accepted[-1] if accepted else 0 :]
            yield turned[0], scope, quote.replace(scope, "")
