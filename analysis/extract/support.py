"""How well a text supports a question: the share of the question's content words it holds.

Search always finds something; this is what tells an answer from the nearest miss.
"""

import re
from collections.abc import Callable, Sequence
from math import log
from typing import NamedTuple

from analysis.extract.lay_words import forms_of
from analysis.reader import Reading

# First question words and the verbs that only carry them, then words that any question about a
# judgment may hold, then grammar.
EMPTY_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
        什么 多少 哪些 哪个 哪家 哪条 哪里 哪天 为什么 为何 怎么 怎样 如何 何时 是否 能否 有没有
        要不要 多大 几 钱 吗 呢 谁 各是 各 分别 请问 以及 还是 是不是
        相比 不同 区别 异同 同样 比较 哪个 有何 更

        法院 法庭 本院 本案 该案 案件 案子 案中 一案 判决 判令 判决书 文书 认定 认为 支持 不予
        主张 请求 要求 承担 依据 理由 原因 规定 引用 法律 条文 问题 情况 关于 对于 属于 进行 应当
        应该 可以 需要 没有 已经 最终 具体 其中 方面 作出 提出 判赔 获赔

        的 了 在 是 和 与 及 或 对 向 由 为 以 从 到 被 把 将 就 也 都 又 而 且 并 其 之 所 这 那
        既然 明明 到底 究竟 本来 居然 竟然 最后 后来 跟着 还是 只是 连 光 凭 拿 让 叫
        笔钱 几笔 哪几笔 款项 对方 当初 当时 有关 相关 所谓 自己 他们 她们 他 她 它

        这个 那个 个 案 项 中 上 下 里 有 无 不 未 等 会 要 应 可 能 用 说 做 来 去 后 前 时 给
        """,
    )
)

GENERIC_FOCUS = frozenset(
    re.findall(
        r"\S+",
        """
        金额 数额 限额 钱 元 责任 结果 内容 意见 答辩意见 案件 费用 人 一方 范围 比例
        判赔 赔偿 支付 返还 偿还 主张 请求 获赔 判 判了 判决 付 给 合计 总计 共计 总共 各
        获得 得到 拿到 领到 收到 要回 要到 索赔 索要 判令 开口 想要 到手 被判 打赢
        赔款 款 一共 总 总额 原告 被告 一审 二审 终审
        """,
    )
)
"""What a question may ask for without the answer naming it: 赔偿3万元 answers 金额是多少."""

_FOCUS = re.compile(
    r"([\u4e00-\u9fff]{2,12}?)(?:分别|各自|各|究竟|到底|具体)?[是为有]?(?:多少|几元|几万)"
)
_NAMED_SUM = re.compile(
    r"多少(?:钱的|元的|的)?([\u4e00-\u9fff]{2,10}(?:金|费|款|工资|损失|利息|本金|补偿|赔偿))"
)
"""获得多少精神损害抚慰金: the thing stands after."""


def content_words(question: str, reading: Reading) -> tuple[str, ...]:
    """The words of a question that an answer must be about, each once, in order.

    Parts of a longer word of the question are left out: 信息网络传播权 asks for itself, not for
    信息. Empty if the question is made of empty words only.
    """
    words = [word for word in dict.fromkeys(reading.words(question)) if word not in EMPTY_WORDS]
    return tuple(
        word for word in words if not any(word != other and word in other for other in words)
    )


def coverage(words: Sequence[str], text: str, weight: Callable[[str], float]) -> float:
    """The share of words found in a folded text, each by its weight; 1.0 for no words.

    A word that is not there whole counts by the share of its character pairs that are, since
    courts and laymen write 补偿款 and 补偿金.
    """
    weights = {word: weight(word) for word in words}
    total = sum(weights.values())
    if not total:
        return 1.0
    return sum(w * share(word, text) for word, w in weights.items()) / total


def local_weight(texts: Sequence[str]) -> Callable[[str], float]:
    """How telling a word is among these folded texts: inverse document frequency.

    Among the passages of one judgment the parties' names tell little, and what a question is
    after tells much; a word that stands nowhere tells most.
    """

    def weight(word: str) -> float:
        holding = sum(share(word, text) >= HELD for text in texts)
        return log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))

    return weight


LEAST_SHARE = 0.4
"""Share of a word's pairs below which a text does not speak of it: 夫妻 is not 夫妻共同财产."""

HELD = 0.6
"""Share of a word from which on a text is taken to hold it, in other words."""


def share(word: str, text: str) -> float:
    """1.0 if the word stands in the text, or what judgments write for it; else 0.8 of the share of
    its character pairs there.
    """
    if any(form in text for form in forms_of(word)):
        return 1.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return 0.8 * sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


class SumWanted(NamedTuple):
    """What sum a question asks for: the thing, and the words it stands in, to tell its kind."""

    thing: str
    words: str

    def told_by(self, sentence: str) -> bool:
        """Whether a folded sentence speaks of it: 加班工资 is no 年休假工资."""
        return share(self.thing, sentence) >= HELD and share(self.words, sentence) >= LEAST_SHARE


def sum_asked_for(question: str, reading: Reading) -> SumWanted | None:
    """What sum is asked for: what 多少 is said of, or the last content word before it; None if it
    is not named.

    In 该公司的土地成交价是多少 it is 成交价: a passage that does not speak of it is no answer,
    however many other words it shares.
    """
    if named := _NAMED_SUM.search(question):
        words = content_words(named[1], reading)
        if words and words[-1] not in GENERIC_FOCUS and len(words[-1]) > 1:
            return SumWanted(words[-1], words[-1])
    asked = list(_FOCUS.finditer(question))
    if not asked:
        return None
    words = content_words(asked[-1].group(1), reading)
    if not words or words[-1] in GENERIC_FOCUS or len(words[-1]) < 2:
        return None
    whole = re.split(r"的|应|要|付|判|是", asked[-1].group(1))[-1]
    return SumWanted(words[-1], whole if words[-1] in whole else words[-1])


STAGES: tuple[tuple[str, ...], ...] = (
    ("二审", "上诉", "终审"),
    ("再审", "申诉", "审判监督"),
    ("抗诉",),
    ("仲裁",),
    ("执行异议", "强制执行"),
)
"""Stages of proceedings, each with the words that show that a text speaks of it."""

_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{2,}")


def unmentioned(question: str, whole: str) -> str | None:
    """The first stage or Latin-letter name in the question that the folded text never mentions.

    Whether there was an appeal, or which model was used, cannot be told from a judgment that
    speaks of no appeal and no such model, however well the rest of the question fits.
    """
    for words in STAGES:
        asked = [word for word in words if word in question]
        if asked and not any(word in whole for word in words):
            return asked[0]
    names = _LATIN_NAME.findall(question)
    return next((name for name in names if name.lower() not in whole), None)
