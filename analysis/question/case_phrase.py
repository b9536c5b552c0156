"""What a question calls its case: the words before 案, or the court."""

import re

from corpus.court import courts_in

# 金山美杜莎LoRA案, 信达公司诉杰杰公司案; not 本案, 案件, 案由, 案号.
_PHRASE = re.compile(
    r"([^，。？！、“”：\s]{3,40}?)(?<![本该此两全同这那各个])案(?![件号外情例涉]|由(?![谁哪何]))"
)

_ARTICLE = re.compile(
    r"(?:《[^《》]+》(?:的)?)?第[〇零一二三四五六七八九十百千\d]+条(?:第[^，。？条]{1,4}款)?"
)
LEAST_QUESTION = 8
"""Characters that a question without its articles must keep to be one."""


def case_phrases(question: str) -> list[str]:
    """What stands before 案, in order; empty if no case is named that way.

    >>> case_phrases("信达公司诉杰杰公司案中，本案的案由是什么？")
    ['信达公司诉杰杰公司']
    """
    return _PHRASE.findall(question)


def without_case(question: str) -> str:
    """The question without what it calls the case: that part finds the case, not the passage.

    >>> without_case("金山美杜莎LoRA案由谁赔偿？")
    '由谁赔偿？'
    """
    return _PHRASE.sub("", question)


def case_named(question: str) -> str | None:
    """The first case phrase, or else the first court's name; None if there is neither.

    >>> case_named("杭州奥特曼LoRA案中谁担责？"), case_named("杭州互联网法院怎么看？")
    ('杭州奥特曼LoRA案', '杭州互联网法院')
    """
    phrase = _PHRASE.search(question)
    if phrase:
        return phrase.group()
    return next((span.of(question) for span in courts_in(question)), None)


def without_articles(question: str) -> str:
    """The question without the articles it cites, if it says more than those.

    A search puts cited articles first, as for 民法典第1165条; whoever asks why 丙's claim was
    dismissed by 第六十四条 looks for the case of 丙.

    >>> without_articles("为什么适用《民事诉讼法》第六十四条驳回丙的请求？")
    '为什么适用驳回丙的请求？'
    >>> without_articles("民法典第1165条")
    '民法典第1165条'
    """
    bare = _ARTICLE.sub("", question)
    return bare if len(bare) >= LEAST_QUESTION else question
