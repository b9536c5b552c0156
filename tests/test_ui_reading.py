"""The reading page's parts: what stands on it, where it leads, that the text is whole."""

from dataclasses import replace

import pytest
from made_up_reading import PARTS, Shown, judgment, span_of

from analysis.instances import ToldReview
from corpus.amount import Amount, SumRole
from corpus.case_mention import CaseMention, Relation
from corpus.dates import DateMention
from corpus.judgment import DIGEST, Header, Judgment, Party, Quality
from corpus.passage import Span
from corpus.statute import CitedStatute
from corpus.voice import Voice
from ui.reading.body import body_html
from ui.reading.cited import UNTOLD, cases_html, days_html, statutes_html
from ui.reading.document import document_html, source_words
from ui.reading.head import GONE, PARTIAL, SPUN, head_html
from ui.reading.outline import outline_html, voices_html
from ui.reading.sums import MOST_OF_A_ROLE, sums_html
from ui.reading.words import is_heading, marks_of

EVIL = (
    '<script>alert(1)</script><img src=x onerror="alert(2)">',
    "</bdi></p></details><style>*{display:none}</style>",
    '"><a href="javascript:alert(3)">点</a>',
    "'; DROP TABLE --&#60;b&#62;",
    "\u202e倒着写\u2066",
)

GARBLED = (
    (Voice.COURT_REASONING, "双方仳离，德律风不通。"),
    (Voice.COURT_REASONING, "被告应当返还水桶。"),
    (Voice.ORDER, "判决：准予仳离。"),
)


def spun() -> Judgment:
    return judgment(GARBLED, quality=Quality(spun=True, notes=("改写痕迹明显",)))


# The text


@pytest.mark.parametrize(
    "parts",
    [
        PARTS,
        GARBLED,
        tuple((voice, words) for voice, words in zip(Voice, EVIL, strict=False)),
        ((Voice.ORDER, "  \n\n只有一句\t\r\n"),),
        (),  # an empty text
    ],
)
@pytest.mark.parametrize("garbled", [False, True])
@pytest.mark.parametrize("marked", [(), (Span(2, 30), Span(4, 5))])
def test_what_is_shown_is_the_text_character_for_character(
    parts: tuple[tuple[Voice, str], ...], garbled: bool, marked: tuple[Span, ...]
) -> None:
    whole = judgment(parts, pages=(0, 5), quality=Quality(spun=garbled))
    inside = [span for span in marked if span.end <= len(whole.text)]
    seen = Shown(body_html(whole, marks_of(inside)))
    assert seen.text == whole.text
    assert seen.places == [sentence.span.start for sentence in whole.sentences]
    assert not {"script", "img", "style", "a"} & set(seen.tags)


def test_a_mark_over_two_parts_is_one_citation() -> None:
    whole = judgment()
    span = span_of(whole, "请求判令被告返还。\n被告辩称")
    drawn = body_html(whole, marks_of([span]))
    assert Shown(drawn).marked == [span.of(whole.text)]
    assert drawn.count('data-cite="1"') == 1


def test_a_part_that_is_folded_away_says_whose_it_is_and_how_long() -> None:
    assert "……（原告主张 28 字，已折叠）" in body_html(judgment())


def test_the_likely_reading_stands_beside_and_is_labelled() -> None:
    drawn = body_html(spun())
    assert '<u class="pd-swap">仳离</u>' in drawn and '<u class="pd-swap">离婚</u>' in drawn
    assert drawn.count("推测，不是原文</span><bdi>") == 2  # the sentence between has no swap
    assert "未见被替换的词" in drawn
    assert "离婚" not in Shown(drawn).text


def test_a_clean_text_has_no_reading_beside_it() -> None:
    assert "推测" not in body_html(judgment())


# The outline


def test_the_outline_has_every_part_with_its_length() -> None:
    drawn = outline_html(judgment())
    assert drawn.count("<li ") == 5  # two sentences of the plaintiff are one part
    assert drawn.index("原告主张") < drawn.index("被告抗辩") < drawn.index("判决主文")
    assert "原告章某诉称，被告借走水桶十只未还。请求判令被告返还……" in drawn
    assert 'aria-hidden="true"' in drawn  # the bar says nothing that the list does not


def test_voices_can_be_chosen_with_their_shares() -> None:
    drawn = voices_html(judgment())
    assert 'data-voices="法院查明 法院说理 判决主文"' in drawn  # 只看法院认定
    assert drawn.count("<button") == 2 + 5
    whole = judgment(((Voice.ORDER, "判决。"),))
    assert "只看法院认定" not in voices_html(whole)  # nothing else is there


# The head


def test_what_the_head_says_leads_to_its_place() -> None:
    whole = judgment(
        header=Header(
            court="某县法院",
            disposition="支持",
            parties=(Party("章某", "上诉人", "原审原告"), Party("不在文中", "被告")),
            places=(("court", Span(2, 4)),),
        )
    )
    drawn = head_html(whole, ())
    assert f'href="read?doc={whole.id}&amp;start=2&amp;end=4"' in drawn
    assert "上诉人（原审原告）" in drawn and "不在文中" in drawn
    order = span_of(whole, PARTS[-1][1])
    assert f'data-start="{order.start}" data-end="{order.end}"><bdi>支持' in drawn
    assert "没有读到：案号、裁判日期" in drawn


@pytest.mark.parametrize(
    ("claimed", "awarded", "told"),
    [
        (300_000.0, 30_000.0, "判赔占请求的 10.0%"),
        (300_000.0, 0.0, "判赔占请求的 0.0%"),
        (300_000.0, 300_000.0, "判赔占请求的 100.0%"),
        (10_000.0, 20_000.0, "可能不是同一项请求"),  # no share: 200 % misleads
        (300_000.0, None, ""),  # what was awarded is not told
        (None, 30_000.0, ""),
        (0.0, 30_000.0, ""),
    ],
)
def test_the_share_awarded_is_told_only_of_two_sums(
    claimed: float | None, awarded: float | None, told: str
) -> None:
    drawn = head_html(judgment(header=Header(claimed_amount=claimed, awarded_amount=awarded)), ())
    assert (told in drawn) if told else ("pd-share" not in drawn)


def test_warnings_come_first_and_in_words() -> None:
    review = ToldReview("这份文书已被某中院撤销。", "0123", Span(5, 9), "<b>撤销</b>", True)
    drawn = head_html(replace(spun(), title="甲案"), (review,))
    places = [drawn.index(words) for words in ("甲案", "已被某中院撤销", SPUN, "没有读到")]
    assert places == sorted(places)
    assert "&lt;b&gt;撤销" in drawn and "read?doc=0123&amp;start=5&amp;end=9" in drawn
    assert "改写痕迹明显" in drawn
    partial = judgment(quality=Quality(partial=True, notes=("第 3 页没有文字",)))
    assert PARTIAL in head_html(partial, ()) and "第 3 页没有文字" in head_html(partial, ())
    assert "案例摘要 · 非原文" in head_html(judgment(header=Header(doc_type=DIGEST)), ())
    assert 'role="note"' not in head_html(judgment(), ())


def test_a_place_beyond_the_text_is_told() -> None:
    assert GONE in document_html(judgment(), [Span(9_000, 9_001)])
    assert GONE not in document_html(judgment(), [Span(3, 9_001)])


def test_a_judgment_without_a_word_is_a_page_all_the_same() -> None:
    assert Shown(document_html(judgment(()))).text == ""


def test_a_copied_quote_names_its_source_and_what_it_is() -> None:
    named = judgment(header=Header(court="某法院", case_number="（2020）某01民初1号"))
    assert source_words(named) == "某法院（2020）某01民初1号《水桶案》"
    untitled = replace(named, title="某法院（2020）某01民初1号")
    assert source_words(untitled) == "某法院（2020）某01民初1号"
    assert "［案例摘要，非原文］" in source_words(judgment(header=Header(doc_type=DIGEST)))
    assert "［疑似改写，须核对原件］" in source_words(spun())
    review = ToldReview("这份文书已被撤销。", "0123", Span(5, 9), "撤销", True)
    assert source_words(named, [review]).endswith("［已被后来的裁判改变］")


# What is cited


def statute(
    article: int | None, voice: Voice, law: str = "中华人民共和国侵权责任法"
) -> CitedStatute:
    return CitedStatute(law, article, None, None, None, Span(1, 5), voice)


def test_articles_are_told_once_with_every_place_and_who_cites() -> None:
    whole = judgment(
        statutes=(
            statute(36, Voice.PLAINTIFF_CLAIM),
            statute(36, Voice.COURT_REASONING),
            statute(3, Voice.ORDER, "某市不知名条例"),
            statute(None, Voice.ORDER),
        )
    )
    drawn = statutes_html(whole)
    assert drawn.count("第三十六条") == 1 and drawn.count("<li>") == 3
    assert "原告主张 1</a>" in drawn and "法院说理 1</a>" in drawn
    assert "已于2021年1月1日废止" in drawn and "要旨由判读自撰" in drawn
    assert UNTOLD in drawn
    assert statutes_html(judgment()) == ""


def test_case_numbers_lead_to_the_library_where_it_has_them() -> None:
    mentions = (
        CaseMention("（2020）某01民初1号", Relation.EARLIER, Span(1, 5), Voice.PROCEDURE),
        CaseMention("（2021）某01民终2号", Relation.OWN, Span(6, 9), Voice.OTHER),
    )
    drawn = cases_html(judgment(case_numbers=mentions), lambda number: f"[{number[-2:]}]")
    assert "原审" in drawn and "[1号]" in drawn and "民终2号" not in drawn


def test_days_are_in_order() -> None:
    dates = (DateMention("2020-03", Span(1, 2), Voice.ORDER), DateMention("2019-12-01", Span(3, 4)))
    drawn = days_html(judgment(dates=dates))
    assert drawn.index("2019-12-01") < drawn.index("2020-03")


def test_sums_stand_by_role_and_a_flood_is_cut() -> None:
    sums = [Amount(float(n), Span(n, n + 1), SumRole.FOUND, Voice.COURT_FINDING) for n in range(40)]
    claimed = Amount(30_000.0, Span(1, 3), SumRole.CLAIMED, Voice.PLAINTIFF_CLAIM)
    drawn = sums_html(judgment(amounts=(*sums, claimed)))
    assert drawn.index("30,000 元") < drawn.index("查明")
    assert f"另有 {40 - MOST_OF_A_ROLE} 处“查明”没有列出" in drawn
    assert sums_html(judgment()) == ""


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_words_are_inert_wherever_they_stand(evil: str) -> None:
    whole = judgment(
        ((Voice.ORDER, evil + "判决。"),),
        header=Header(
            court=evil,
            cause=evil,
            disposition=evil,
            parties=(Party(evil, evil, evil),),
            places=(("court", Span(0, 2)),),
        ),
        quality=Quality(spun=True, partial=True, notes=(evil,)),
        statutes=(statute(2, Voice.ORDER, evil),),
        case_numbers=(CaseMention(evil, Relation.OTHER, Span(0, 1), Voice.ORDER),),
    )
    whole = replace(whole, title=evil)
    review = ToldReview(evil, evil, Span(0, 1), evil, True)
    drawn = document_html(whole, [Span(0, 3)], [review], notes=[evil])
    assert not {"script", "img", "style"} & set(Shown(drawn).tags)
    assert 'href="javascript' not in drawn and "<img" not in drawn


@pytest.mark.parametrize(
    ("voice", "text", "heads"),
    [
        (Voice.OTHER, "## 争议焦点\n", True),
        (Voice.OTHER, "三、裁判结果", True),
        (Voice.OTHER, "被告应当赔偿。", False),  # somebody says it, though nobody knows who
        (Voice.OTHER, "被告应当赔偿原告因此受到的全部损失和维权的费用", False),  # too long
        (Voice.ORDER, "驳回诉讼请求", False),  # whose words are known is always told
    ],
)
def test_a_heading_is_nobody_s_words(voice: Voice, text: str, heads: bool) -> None:
    assert is_heading(voice, text) is heads
