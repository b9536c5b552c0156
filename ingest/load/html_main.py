"""What of a web page is the document: menus, share bars, lists of links and the like left out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.load.html_lines import WebLine, ancestors_of
from ingest.load.html_tree import Element

MOST = 0.5
"""Share of the page's text from which a part is the document, whatever its name says."""

MAIN = 0.8
"""Share of the running text that the document's own element holds."""

LINKED = 0.5
"""Share of links from which a part is a list of links."""

FEWEST_LINES = 3
"""Lines the document's element holds at least: below it is a paragraph."""

_TAGS = re.compile("nav|footer|aside")
_ROLES = re.compile("navigation|banner|contentinfo|complementary|search|menu(?:bar)?|dialog")
_NAMES = re.compile(  # class="m-nav" · id="footer" · class="share_box" · id="relatedNews"
    r"(?<![a-z])(?:(?:top|main|sub|side|left|site|page)?-?(?:nav|navi|navbar|navigation|menu)s?"
    r"|bread-?crumbs?|crumbs?|foot|footer|copyright|side-?bar|share|sharing|bdshare|social"
    r"|related|relate|recommend|comments?|pinglun|discuss|login|register|search|tool-?bar|ads?"
    r"|advert|banner|pagination|pager|page-?turn|prev-?next|qr-?code|ewm|erweima|friend-?links?"
    r"|links|hot-?news|hot-?list|rank(?:ing)?|rewards?|praise|toolbox|back-?top|go-?top|profile"
    r"|rich_media_area_extra|rich_media_tool|profile_container)(?![a-z])",
    re.I,
)
_CORE = re.compile("判决如下|裁定如下|本院认为|本院经审查|审判长|审判员|经审理查明|诉讼请求")
_SENTENCE = re.compile("[。；]|：\\s*\\Z")
_RUNNING = re.compile("[，。；：]")
_OWN = re.compile(  # lines of a document that are no sentences
    r"\S{2,30}(?:人民法院|仲裁委员会)|.{0,40}(?:判|裁|决|调|通)\s*(?:决|定|解|知)\s*书"
    r"|[（(〔\[]\s*(?:19|20)\d{2}\s*[）)〕\]].{2,30}号.{0,6}"
    r"|(?:原审)?(?:原告|被告|上诉人|被上诉人|申请人|被申请人|第三人|公诉机关|法定代表人|负责人|"
    r"(?:委托)?(?:诉讼)?代理人|辩护人|罪犯)(?:人|单位)?[（(：:\s].*"
    r"|.{0,4}(?:代理)?审\s*判\s*[长员].*|.{0,6}人\s*民\s*陪\s*审\s*员.*|.{0,6}书\s*记\s*员.*"
    r"|.{0,6}法\s*官\s*助\s*理.*|[二一][〇○ＯO零０0-9一二三四五六七八九]{3}年.{2,8}日|附[：:].*|.*纠纷.{0,6}案"
)
FURNITURE: tuple[tuple[str, str], ...] = (
    (r"(?:您|你)?(?:现在|当前|所在)?的?(?:位置|所在位置)\s*[：:>].*", "当前位置：首页 > 裁判文书"),
    (r"首页\s*[>»/＞-].*", "首页 > 新闻中心"),
    (
        r"(?:发布|更新|发表|上传|公开|录入|公布)(?:时间|日期)\s*[：:].{0,80}",
        "发布时间：2024-05-09 10:22 来源：本站",
    ),
    (r"(?:文章|稿件|信息|新闻)?来源\s*[：:].{0,60}", "来源：云川法院网"),
    (r"(?:作者|编辑|责任编辑|责编|校对|编校|供稿|撰稿|录入)\s*[：:].{0,30}", "责任编辑：小陈"),
    (r"(?:浏览|阅读|点击|访问)(?:次数|量|数|率)?\s*[：:]?\s*[\d,.万+]*\s*次?", "浏览次数：1024"),
    (r"[【\[（(]?\s*(?:字体|字号)\s*[：:]?.{0,20}", "【字体：大 中 小】"),
    (
        r"(?:[【\[]?\s*(?:打印(?:本页|文章)?|关闭(?:窗口|本页)?|返回(?:顶部|列表|首页)?|收藏|下载"
        r"|分享|复制链接|举报|纠错|点赞|在看|转发|评论|目录|全文|[上下]一[篇页])\s*[】\]]?[\s|｜/]*)+",
        "打印 | 关闭",
    ),
    (r"分享(?:到|至|本文).{0,40}", "分享到：微信 微博"),
    (r"[上下]一[篇页条]\s*[：:].{0,80}", "下一篇：某公司买卖合同纠纷案"),
    (r"(?:微信)?扫(?:一扫|码|描).{0,30}", "扫一扫在手机打开当前页"),
    (r".{0,40}(?:版权所有|©|Copyright|All Rights Reserved).{0,80}", "版权所有 云川法院网"),
    (r".{0,40}(?:ICP备|ICP证|公网安备|网站标识码).{0,60}", "云ICP备12345678号-1"),
    (r"(?:主办|承办|技术支持)(?:单位)?\s*[：:].{0,60}", "主办：云川市中级人民法院"),
    (r"阅读原文|展开全文|点击查看(?:更多|全文)?|查看更多|加载更多|更多>*", "阅读原文"),
    (r".{0,20}(?:关注(?:我们|公众号)|微信公众号|长按识别).{0,30}", "长按识别二维码关注我们"),
)
"""Lines that stand on pages and in no document: (pattern for the whole line, an example)."""

_FURNITURE = re.compile("|".join(f"(?:{pattern})" for pattern, _ in FURNITURE), re.I)


@dataclass(slots=True)
class _Share:
    """What an element holds, and how much of it is links."""

    text: int = 0
    linked: int = 0
    links: int = 0
    running: int = 0
    lines: int = 0
    core: int = 0  # lines with the court's own phrases
    sentence: bool = False


def main_lines(lines: Sequence[WebLine], title: str) -> list[WebLine]:
    """The lines that belong to the document, in order.

    Left out are navigation, feet, lists of links, parts named as furniture and lines that only
    pages have; outside the element that holds most of the running text, also short lines that
    no judgment has. Whatever holds most of the page stays, and so does every full sentence that
    is not in such a part. A part stays if the court's own phrases stand nowhere else.
    """
    shares = _shares(lines)
    whole = sum(len(line.text) for line in lines)
    kept = [
        line
        for line in lines
        if not is_furniture(line.element, shares, whole) and not is_furniture_line(line.text)
    ]
    main = _main_element(kept)
    return [line for line in kept if _belongs(line, main, title)]


def is_furniture_line(text: str) -> bool:
    """Whether a line stands on pages only; a full sentence never does.

    >>> is_furniture_line("扫一扫在手机打开"), is_furniture_line("扫一扫后，被告付款500元。")
    (True, False)
    """
    return _FURNITURE.fullmatch(text) is not None and _SENTENCE.search(text) is None


def furniture_among(lines: Sequence[WebLine], others: Iterable[WebLine]) -> list[WebLine]:
    """Those of the others that stand in furniture, judged by the page's lines."""
    shares = _shares(lines)
    whole = sum(len(line.text) for line in lines)
    return [line for line in others if is_furniture(line.element, shares, whole)]


def is_furniture(element: Element, shares: dict[int, _Share], whole: int) -> bool:
    """Whether an element is, or lies in, a part of the page that is no document."""
    for part in ancestors_of(element):
        share = shares.get(id(part), _Share())
        if part.tag == "body":
            return False
        alone = share.core > 0 and share.core == max(s.core for s in shares.values())
        role = part.attributes.get("role", "")
        if (_TAGS.fullmatch(part.tag) or _ROLES.fullmatch(role)) and not alone:
            return True
        if share.text > MOST * whole:
            return False
        if _NAMES.search(part.name) and not alone:
            return True
        if share.links > 1 and share.linked > LINKED * share.text and not share.sentence:
            return True
    return False


def _shares(lines: Sequence[WebLine]) -> dict[int, _Share]:
    shares: dict[int, _Share] = {}
    for line in lines:
        for element in ancestors_of(line.element):
            share = shares.setdefault(id(element), _Share())
            share.text += len(line.text)
            share.linked += line.linked
            share.links += line.linked > 0
            share.lines += 1
            share.running += len(line.text) if _RUNNING.search(line.text) else 0
            share.core += _CORE.search(line.text) is not None
            share.sentence = share.sentence or _SENTENCE.search(line.text) is not None
    return shares


def _main_element(lines: Sequence[WebLine]) -> Element | None:
    """The innermost element that holds most of the running text and is more than a paragraph."""
    shares = _shares(lines)
    whole = sum(len(line.text) for line in lines if _RUNNING.search(line.text))
    best: Element | None = None
    for line in lines:
        for element in ancestors_of(line.element):
            share = shares[id(element)]
            if share.running >= MAIN * whole and share.lines >= FEWEST_LINES:
                if best is None or share.lines < shares[id(best)].lines:
                    best = element
                break
    return best


def _belongs(line: WebLine, main: Element | None, title: str) -> bool:
    if main is None or any(element is main for element in ancestors_of(line.element)):
        return True
    if _SENTENCE.search(line.text) or _OWN.fullmatch(line.text):
        return True
    return line.element.tag in ("h1", "h2") and line.text in title
