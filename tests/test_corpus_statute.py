"""Statute references in a text."""

from time import perf_counter

import pytest

from corpus.statute import statutes_in

INTERPRETATION = "最高人民法院关于适用《中华人民共和国婚姻法》若干问题的解释（一）"


@pytest.mark.parametrize(
    ("text", "references"),
    [
        (
            "依照《合同法》第六十条、第二百零五条和第二百零六条",  # a list keeps its law
            [("合同法", 60, None, None), ("合同法", 205, None, None), ("合同法", 206, None, None)],
        ),
        ("《解释》（法释〔2020〕17号）第三条", [("解释", 3, None, None)]),
        ("《规定》（法释（2001）12号）第六条", [("规定", 6, None, None)]),  # loan.jsonl: nested
        ("《合同法》（以下简称合同法）第六十条", [("合同法", 60, None, None)]),
        ("《民法典》第十条第二款第（三）项", [("民法典", 10, 2, 3)]),
        ("《民法典》第一千零七十九条第三款第五项", [("民法典", 1079, 3, 5)]),
        (
            "《刑法》第三百四十七条第一款、第四款、第六十七条",  # the list goes on past a paragraph
            [("刑法", 347, 1, None), ("刑法", 347, 4, None), ("刑法", 67, None, None)],
        ),
        (
            "《婚姻法》第三十二条第二款、第三款第五项",
            [("婚姻法", 32, 2, None), ("婚姻法", 32, 3, 5)],
        ),
        ("《劳动合同法》第４４条第4项、第5项", [("劳动合同法", 44, None, n) for n in (4, 5)]),
        ("《合同法》六十条、八十一条", [("合同法", n, None, None) for n in (60, 81)]),  # no 第
        (f"《{INTERPRETATION}》第二十二条", [(INTERPRETATION, 22, None, None)]),
        (
            "《合同法》第八条，《担保法》第九条",
            [("合同法", 8, None, None), ("担保法", 9, None, None)],
        ),
        ("第十条规定了责任", []),  # before any law
        ("《民法典》施行前，该法第十条", []),  # whose article is not said
        ("《婚姻法》和十条意见", []),
        ("《离婚协议书》第三条、《借款合同》（编号1）第四条", []),  # contracts are no law
        (
            "《刑法》第十四条至第十六条、第十八条",  # a range is each of its articles
            [("刑法", n, None, None) for n in (14, 15, 16, 18)],
        ),
        ("《刑法》第14-16条", [("刑法", n, None, None) for n in (14, 15, 16)]),
        ("《刑法》第六十四、六十五条", [("刑法", n, None, None) for n in (64, 65)]),
        ("《刑法》第七十二条第一、三款", [("刑法", 72, n, None) for n in (1, 3)]),
        (
            "《民法典》第十条第一款第（一）、（二）项",  # a list of items keeps its paragraph
            [("民法典", 10, 1, 1), ("民法典", 10, 1, 2)],
        ),
        ("《婚姻法》第三十二条第三款（五）项", [("婚姻法", 32, 3, 5)]),  # no 第 before the item
        ("《劳动合同法》第八十二条一款", [("劳动合同法", 82, 1, None)]),  # nor before the paragraph
        ("《刑法》笫四十一条", [("刑法", 41, None, None)]),  # 第 as scanners read it, divorce.jsonl
        ("《民法典》：第十条", [("民法典", 10, None, None)]),  # a page's field
        ("民法典第1197条", [("民法典", 1197, None, None)]),  # no 《》
        ("根据劳动合同法第三十八条", [("劳动合同法", 38, None, None)]),  # not 合同法
        ("双方买卖合同第三条、员工手册第五条", []),
        (
            "关于适用《中华人民共和国婚姻法》若干问题的解释（二）第十条",  # the interpretation's
            [
                (
                    "最高人民法院关于适用〈中华人民共和国婚姻法〉若干问题的解释（二）",
                    10,
                    None,
                    None,
                )
            ],
        ),
        ("《合同法》司法解释（二）第二十四条", [("合同法解释（二）", 24, None, None)]),
        (
            "《婚姻法》第三十二条、第三十七条、第三十八之规定",  # divorce.jsonl: no 条
            [("婚姻法", n, None, None) for n in (32, 37, 38)],
        ),
        (
            "《刑法》第二百三十六条第一款和二十三条的规定",  # criminal-judgments: no 第 after 和
            [("刑法", 236, 1, None), ("刑法", 23, None, None)],
        ),
        ("《合同法》第六十条和三条意见", [("合同法", 60, None, None)]),  # three, of no law
        (
            "《关于某问题的意见》之二、四规定",  # criminal-judgments: points for articles
            [("关于某问题的意见", n, None, None) for n in (2, 4)],
        ),
        ("保险法16条的规定", [("保险法", 16, None, None)]),  # loan.jsonl: no 第
        ("依法16条", []),  # but of no law
        (
            "《最高人民法院关于适用〈中华人民共和国婚姻法〉若干问题的解释（二）第八条之规定",
            [
                (
                    "最高人民法院关于适用〈中华人民共和国婚姻法〉若干问题的解释（二）",
                    8,
                    None,
                    None,
                )
            ],  # divorce.jsonl: 》 is lost
        ),
        ("《协议第八条之规定", []),  # what is not known is no law
        ("印发《座谈会纪要》的通知第九条", [("座谈会纪要", 9, None, None)]),  # loan.jsonl
        ("查获香烟共4248条、3800条", []),  # criminal-judgments: cartons
        ("《民法典》第二〇二四条", []),  # no law has so many
    ],
)
def test_statutes_in(text: str, references: list[tuple[str, int, int | None, int | None]]) -> None:
    assert [(s.law, s.article, s.paragraph, s.item) for s in statutes_in(text)] == references


def test_a_reference_is_cut_out_of_the_text_where_it_stands() -> None:
    text = "依照《刑法》第六十四条第一款、第四款、第六十七条之规定"
    cut = [s.span.of(text) for s in statutes_in(text)]
    assert cut == ["《刑法》第六十四条第一款", "第四款", "第六十七条"]


@pytest.mark.parametrize("noise", ["《", "《甲法》（", "《甲法》第一条、第一款", "《甲法》（（）"])
def test_noise_takes_no_time(noise: str) -> None:
    started = perf_counter()
    statutes_in(noise * 10_000 + "（" * 10_000)
    assert perf_counter() - started < 5
