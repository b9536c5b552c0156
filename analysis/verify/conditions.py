"""Conditions: limits, exceptions and conditions of a quote that its statement leaves out.

Each kind has words of a quote that set it and words by which a statement says it, in whatever
form. It counts only where the statement speaks of what is limited: of the clause that holds the
condition, or that it opens or closes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.verify.figures import Kind, figures_in


@dataclass(frozen=True, slots=True)
class _Condition:
    name: str
    pattern: re.Pattern[str]  # in the quote
    said: re.Pattern[str]  # in the statement, any of it
    whole: bool  # it governs the sentence, not its own clause alone


_CONDITIONS = (
    # 除利息外，其余请求予以支持; not 除法律另有规定外
    _Condition(
        "例外",
        re.compile(
            r"除(?!了|非|[^，。；]{0,4}法)[^，。；]{1,30}(?:外|以外|之外)(?!的)|但[^。；]{1,30}(?:除外|不在此限)"
        ),
        re.compile(r"除|例外|其余|其他|另有|但|以外|之外|不包括|不含|只|仅"),
        whole=True,
    ),
    # 以300万元为限; 在继承遗产的范围内
    _Condition(
        "限额或范围",
        re.compile(
            r"以[^，。；]{1,40}?为(?:上)?限|(?:在|于)[^，。；]{1,40}?(?:范围|限额|额度|份额|限度|余额)(?:之)?内"
            r"|最高(?:余额|限额|债权|不超过)[^，。；]{1,20}"
        ),
        re.compile(r"限|范围|额度|份额|以内|之内|不超过|最高|至多|不多于|仅|只"),
        whole=False,
    ),
    # 驳回原告的其他诉讼请求
    _Condition(
        "范围",
        re.compile(
            r"驳回[^。；，]{0,40}(?:其他|其它|其余|超出|过高)[^。；，]{0,16}(?:请求|部分|上诉)"
        ),
        re.compile(r"其他|其它|其余|剩余|部分|另|超出|过高|余下|多出"),
        whole=False,
    ),
    # 仅支持合理部分; 对超过部分不予支持
    _Condition(
        "部分",
        re.compile(
            r"(?<!不)(?:仅|只)(?:就|对|对于|限于|在|支持|承担|负|需|须|应|能|认可|认定)[^，。；]{1,30}"
            r"|(?:超过|超出|高于|不足|过高|合理)[^，。；]{0,14}(?:的)?部分"
        ),
        re.compile(r"仅|只|部分|限|超过|超出|高于|不足|范围|过高|合理|以外"),
        whole=False,
    ),
    # 如被告未按期履行，原告有权拍卖抵押物; not 如下, 如上, 例如
    _Condition(
        "前提",
        re.compile(
            r"(?<![例比诸譬])(?:如果|倘若|假如|一旦|若(?![干是])|如(?=被告|原告|债务|借款|当事人|[未不](?!服)|逾期|双方|[甲乙]方|一方|到期))"
            r"(?!不服)[^，。；：]{2,40}，"
        ),
        re.compile(
            r"如|若|倘|一旦|逾期|届期|到期|的话|假|前提|条件|未|不(?!超)|没有|则|时|情形|后"
        ),
        whole=True,
    ),
    # 承担补充赔偿责任
    _Condition(
        "顺位",
        re.compile(r"补充(?:赔偿|清偿|责任|给付|支付|连带)|不足(?:清偿)?(?:的)?部分"),
        re.compile(r"补充|不足|其次|然后|再由"),
        whole=False,
    ),
)

_BOUND = re.compile(
    r"(?P<before>不超过|不少于|不低于|不高于|至少|至多|最多|最高|最低)[^，。；\d一二三四五六七八九十]{0,4}$"
)
_BOUND_AFTER = re.compile(r"^(?:人民币)?(?P<after>以内|之内|以下|以上|范围内|限额内)")
_BOUND_SAID = re.compile(
    r"超|不少|不低|不高|至|最|以内|之内|以下|以上|范围|限|内|多于|起|低于|高于"
)

_SENTENCE = re.compile(r"[^。；;\n]+[。；;\n]?")


def dropped_condition(text: str, quotes: Sequence[str]) -> str | None:
    """What limits the quotes and is missing from the statement, in Chinese; None if nothing is."""
    pairs = _pairs(text)
    for quote in quotes:
        sentences = _SENTENCE.findall(quote)
        nearest = max((len(_pairs(s) & pairs) for s in sentences), default=0)
        for sentence in sentences:
            if len(_pairs(sentence) & pairs) < nearest:
                continue
            for condition, shown in _dropped(text, pairs, sentence, alone=len(sentences) == 1):
                return f"所引原文有{condition}“{shown}”，这句话没有写出。"
    return _dropped_bound(text, quotes)


def _dropped(
    text: str, pairs: frozenset[str], sentence: str, *, alone: bool
) -> Iterator[tuple[str, str]]:
    for condition in _CONDITIONS:
        match = condition.pattern.search(sentence)
        if match is None or condition.said.search(text):
            continue
        if condition.whole:
            governed = sentence[: match.start()] + sentence[match.end() :]
            told = alone or len(_pairs(governed) & pairs) >= 2
        elif condition.name == "范围":  # the condition is the whole of what is said
            told = len(_pairs(match[0]) & pairs) >= 3
        else:
            start = sentence.rfind("，", 0, match.start()) + 1
            end = sentence.find("，", match.end())
            end = end if end >= 0 else len(sentence)
            clause = _pairs(sentence[start:end])
            told = len(clause & pairs) >= max(2, min(len(clause), len(pairs)) // 3)
        if told:
            yield condition.name, match[0].rstrip("，")


def _dropped_bound(text: str, quotes: Sequence[str]) -> str | None:
    """不超过30万元 told as 30万元."""
    bounds: dict[object, str] = {}
    for quote in quotes:
        for figure in figures_in(quote):
            if figure.kind not in (Kind.YUAN, Kind.TERM):
                continue
            before = _BOUND.search(quote[max(0, figure.start - 10) : figure.start])
            after = _BOUND_AFTER.match(quote[figure.end : figure.end + 8])
            shown = ""
            if before:
                shown = before["before"] + figure.shown
            elif after:
                shown = figure.shown + after["after"]
            bounds[figure.value] = shown if bounds.get(figure.value, shown) else ""
    for figure in figures_in(text):
        shown = bounds.get(figure.value, "")
        around = text[max(0, figure.start - 12) : figure.end + 6]
        if shown and not _BOUND_SAID.search(around):
            return f"所引原文写“{shown}”，这句话没有写出这一限度。"
    return None


def _pairs(text: str) -> frozenset[str]:
    plain = re.sub(r"\W", "", text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
