"""Parties: whether a statement names or pairs people as its quotes and their passages do."""

import re
from collections.abc import Iterator, Sequence

_ANONYMOUS = re.compile(r"[\u4e00-\u9fff]某(?:某|[甲乙丙丁戊己庚辛]|[1-9一二三四五六七八九])?")

# The commonest surnames, without those that also begin the words after a role: 于, 应, 向, 方, 和.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜"
    "叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦傅邹熊孟秦邱侯江尹薛闫段雷龙史陶贺顾毛郝"
    "龚邵万钱严覃武戴莫孔汤"
)
_ROLES = "原告|被告|上诉人|被上诉人|第三人|申请人|被申请人|被告人|借款人|出借人|证人|担保人"
_NAMED = re.compile(rf"(?:{_ROLES})(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}})")

_COMPANY = re.compile(
    r"(?P<run>[\u4e00-\u9fff]{1,24}?)(?P<kind>公司|银行|支行|合作社|医院|学校|厂)"
)
_GENERIC = re.compile(
    r"(?:有限|责任|股份|集团|商贸|贸易|科技|实业|建筑|建设|工程|房地产|开发|置业|物业|服务|管理|投资|保险|财产|人寿"
    r"|汽车|运输|物流|文化|传媒|广告|装饰|食品|电子|机械|设备|材料|化工|医药|发展|信息|技术|网络|咨询|劳务|派遣|分|总)+$"
)
_NO_NAME = re.compile(
    rf"(?:{_ROLES}|该|本|我|此|两|各|子|母|用人|所在|目标|由|向|与|的|和|在|系|为|是|用|家)$"
)

_PAY = "赔偿|支付|给付|返还|偿还|归还|补偿|交付|退还|承担|负担"
_MENTION = rf"(?:{_ROLES})(?!人)|{_ANONYMOUS.pattern}"
_TRANSFER = re.compile(
    rf"(?P<payer>{_MENTION})(?P<between>[^。；;，,]{{0,25}}?)(?P<verb>{_PAY})(?:给)?(?P<payee>{_MENTION})"
)


def unknown_name(text: str, sources: Sequence[str]) -> str | None:
    """The first name in the text that stands in none of the sources; None if all do.

    Only what is surely a name is looked at: 张某甲, a surname right after a role, and what is
    left of a company's name without its generic words.
    """
    known = "\n".join(sources)
    for match in _ANONYMOUS.finditer(text):
        if match[0] not in known:
            return match[0]
    for match in _NAMED.finditer(text):
        if match["name"][:2] not in known and not _ANONYMOUS.match(match["name"]):
            return match["name"][:2]
    for match in _COMPANY.finditer(text):
        core = _GENERIC.sub("", match["run"])
        if not core or _NO_NAME.search(core):
            continue
        tail = match[0][len(core) - 1 :]
        if core[-2:] not in known and tail not in known:
            return match[0][max(0, len(core) - 4) :]
    return None


def reversed_transfer(text: str, quotes: Sequence[str]) -> str | None:
    """Who pays whom in the text against the quotes, if the quotes have it the other way round."""
    quoted = {pair for quote in quotes for pair in _transfers(quote)}
    for payer, payee in _transfers(text):
        if (payee, payer) in quoted and (payer, payee) not in quoted:
            return f"这句话写“{payer}”付给“{payee}”，所引原文相反。"
    return None


def _transfers(text: str) -> Iterator[tuple[str, str]]:
    for match in _TRANSFER.finditer(text):
        payers = re.findall(_MENTION, match["payer"] + match["between"])
        yield payers[-1] if len(payers) == 1 else payers[0], match["payee"]
