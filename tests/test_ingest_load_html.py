"""Web pages: the document whole and in order, the page's own things and hidden text left out."""

from pathlib import Path

import pytest
from web_pages import JUDGMENT, TEXT, page, paragraphs, read

from corpus.errors import DocumentError
from ingest.load.html_main import FURNITURE, is_furniture_line
from ingest.load.html_style import Look, declarations_of, look_of

COURT_SITE = page(
    """<div class="header"><a href="/">首页</a><a href="/ws">文书</a><a href="/q">查询</a></div>
    <div id="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/ws">裁判文书</a></div>
    <div class="PDF_box"><div class="PDF_title">林某甲与周某乙民间借贷纠纷一审民事判决书</div>
    <div class="info">发布日期：2024-06-01　浏览次数：<span>88</span>次</div>
    <div class="PDF_pox">"""
    + paragraphs("div")
    + """</div></div><div class="tools"><span>打印</span> | <span>关闭</span></div>
    <div class="left_menu"><ul><li><a href="1">相关判决一</a></li>
    <li><a href="2">相关判决二</a></li></ul></div>
    <div class="foot"><p>版权所有：云川市平湖区人民法院</p><p>地址：平湖路1号</p></div>"""
)

NEWS = page(
    "<nav><ul><li><a href='/a'>要闻</a></li><li><a href='/b'>法治</a></li></ul></nav>"
    "<main><h1>民间借贷一审判决书全文</h1><p class='meta'>来源：云川日报</p><article>"
    + paragraphs()
    + "<p>责任编辑：小陈</p></article><div class='share-bar'>分享到：<a href='#'>微信</a></div>"
    "<section class='comments'><p>网友甲：本院认为这个判决很公正。</p></section></main>"
    "<aside><h3>热点新闻</h3><p>某公司昨日宣布，将于下月召开发布会。</p></aside>"
    "<footer>云ICP备12345678号-1</footer>",
    "<title>民间借贷一审判决书全文_云川日报网</title>",
)

WECHAT = page(
    "<div id='js_article' class='rich_media'><h1 id='activity-name'>以案说法</h1>"
    "<div id='meta_content'><span>平湖法院</span><em>2024-06-01</em></div>"
    "<div class='rich_media_content' id='js_content'>"
    + "".join(
        f"<section style='margin:0'><span style='font-size:15px'>{line[:5]}</span>"
        f"<span>{line[5:]}</span></section><p><br></p>"
        for line in JUDGMENT
    )
    + "</div></div><div class='qr_code_pc'><p>微信扫一扫关注该公众号</p></div>"
    "<div class='rich_media_tool'><span>阅读 1234</span></div>",
    "<title></title>",
)

OLD_SITE = page(  # a form around all, layout tables, line breaks, upper case
    "<FORM id='aspnetForm'><TABLE width=960><TR><TD colspan=2><A HREF='/'>网站首页</A> "
    "<A HREF='/1'>法院概况</A> <A HREF='/2'>审判公开</A></TD></TR><TR><TD width=200>"
    "<TABLE><TR><TD><A HREF='/3'>民事案件</A></TD></TR><TR><TD><A HREF='/4'>刑事案件</A></TD></TR>"
    "</TABLE></TD><TD>"
    + "<BR>".join("　　" + line for line in JUDGMENT)
    + "</TD></TR><TR><TD colspan=2>主办：云川市平湖区人民法院</TD></TR></TABLE></FORM>"
)


@pytest.mark.parametrize(
    ("markup", "before"),
    [
        (page(paragraphs()), ""),
        (COURT_SITE, "林某甲与周某乙民间借贷纠纷一审民事判决书\n"),
        (NEWS, "民间借贷一审判决书全文\n"),
        (WECHAT, ""),  # the account's own headline is no part of the judgment
        (OLD_SITE, ""),
        (page("<pre>" + TEXT + "</pre>"), ""),  # set as it is typed
        (page("<div>" + paragraphs("span style='display:block'") + "</div>"), ""),
        (page("<div class='content-comment'>" + paragraphs() + "</div>"), ""),  # an ill-chosen name
        (page("<aside>" + paragraphs() + "</aside><p>本站公告</p>"), ""),  # an ill-chosen tag
        (paragraphs(), ""),  # a fragment
    ],
)
def test_the_document_comes_out_whole_and_alone(tmp_path: Path, markup: str, before: str) -> None:
    document = read(tmp_path, markup)
    assert document.text == before + TEXT
    assert document.notes == ()


@pytest.mark.parametrize(
    ("title", "first"),
    [
        (
            "林某甲与周某乙民间借贷纠纷一审民事判决书 - 文书网",
            "林某甲与周某乙民间借贷纠纷一审民事判决书",
        ),
        ("云川法院网", None),  # the site's
        ("民事判决书", None),  # stands in the text, spaced out
        ("以案说法｜借款不还怎么办", None),  # a headline
    ],
)
def test_the_title_is_kept_only_if_it_is_the_documents(
    tmp_path: Path, title: str, first: str | None
) -> None:
    text = read(tmp_path, page(paragraphs(), f"<title>{title}</title>")).text
    assert text == (f"{first}\n" if first else "") + TEXT


def test_links_within_sentences_are_text(tmp_path: Path) -> None:
    cited = "依照<a href='1'>《中华人民共和国民法典》第一条</a>、<a href='2'>第二条</a>，判决如下："
    text = read(tmp_path, page(f"<p>本院认为，借款应当归还。</p><p>{cited}</p><p>驳回。</p>")).text
    assert "依照《中华人民共和国民法典》第一条、第二条，判决如下：" in text


def test_rows_of_a_table_are_lines(tmp_path: Path) -> None:
    table = (
        "<table><tr><th>序号</th><th>金额</th></tr>"
        "<tr><td><p>1</p></td><td><p>5,000元</p></td></tr></table>"
    )
    text = read(tmp_path, page(paragraphs() + table)).text
    assert text == TEXT + "\n序号\t金额\n1\t5,000元"


def test_numbers_of_a_numbered_list_are_written_out(tmp_path: Path) -> None:
    items = "<ol><li>归还借款；</li><li>支付利息。</li></ol><ol><li>一、已写明。</li></ol>"
    text = read(tmp_path, page("<p>判决如下：</p>" + items)).text
    assert text == "判决如下：\n1. 归还借款；\n2. 支付利息。\n一、已写明。"


def test_space_is_collapsed_as_browsers_do(tmp_path: Path) -> None:
    body = "<p>本院认为，被告\n      应当  归还 USD&nbsp;50 &lt;整&gt;&#12290;</p>"
    assert read(tmp_path, page(body)).text == "本院认为，被告应当 归还 USD 50 <整>。"


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("utf-8", "<meta charset='utf-8'>"),
        ("utf-8", "<meta charset='gb2312'>"),  # a copy that kept the old word
        ("gb18030", "<meta http-equiv='Content-Type' content='text/html; charset=gb2312'>"),
        ("gb18030", ""),
        ("utf-16", ""),
        ("utf-8-sig", "<meta charset='gbk'>"),
    ],
)
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str, meta: str) -> None:
    markup = page(paragraphs(), meta + "<title>云川法院网</title>")
    assert read(tmp_path, markup.encode(encoding)).text == TEXT


def test_big5_is_read_where_the_page_says_so(tmp_path: Path) -> None:
    markup = page(
        "<p>本院認為，被告應負清償責任。</p><p>原告之訴有理由。</p>", "<meta charset='big5'>"
    )
    assert read(tmp_path, markup.encode("big5")).text.startswith("本院認為，被告應負清償責任。")


@pytest.mark.parametrize("markup", [COURT_SITE, NEWS, WECHAT, OLD_SITE, page(paragraphs())])
def test_a_cut_page_is_refused_or_flagged(tmp_path: Path, markup: str) -> None:
    data = markup.encode("gb18030")
    whole = read(tmp_path, data).text
    for part in range(1, 50):
        try:
            document = read(tmp_path, data[: len(data) * part // 50])
        except DocumentError:
            continue
        assert document.notes or document.text == whole, part


@pytest.mark.parametrize(
    "markup",
    ["<html><body></body></html>", page("<script>load()</script>"), page("<nav>首页</nav>")],
)
def test_a_page_without_text_is_refused_with_a_way_out(tmp_path: Path, markup: str) -> None:
    with pytest.raises(DocumentError, match="没有读到正文"):
        read(tmp_path, markup)


@pytest.mark.parametrize(("pattern", "example"), FURNITURE)
def test_every_furniture_pattern_fits_its_example(pattern: str, example: str) -> None:
    assert is_furniture_line(example), pattern


@pytest.mark.parametrize("line", JUDGMENT)
def test_no_line_of_a_judgment_is_furniture(line: str) -> None:
    assert not is_furniture_line(line)


def test_an_element_keeps_what_its_surroundings_say() -> None:
    around = look_of(Look(), declarations_of("font-size:10px;color:#111"))
    inside = look_of(around, declarations_of("font-size:0.2em"))
    assert (inside.size, inside.colour, inside.is_seen) == (2.0, (17, 17, 17), False)
