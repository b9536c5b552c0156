"""Script: the legal words of a head in traditional characters, read as their simplified forms."""

import re

WORDS: tuple[tuple[str, str], ...] = (
    # as mainland papers are printed in traditional characters, simplified; of one length
    ("中華人民共和國", "中华人民共和国"),
    ("中級人民法院", "中级人民法院"),
    ("互聯網法院", "互联网法院"),
    ("民事判決書", "民事判决书"),
    ("行政賠償調解書", "行政赔偿调解书"),
    ("執行裁定書", "执行裁定书"),
    ("刑事附帶民事", "刑事附带民事"),
    ("京01民終1號", "京01民终1号"),
    ("執異轄監復審", "执异辖监复审"),
    ("再審申請人", "再审申请人"),
    ("被上訴人", "被上诉人"),
    ("原審第三人", "原审第三人"),
    ("申請執行人", "申请执行人"),
    ("復議機關", "复议机关"),
    ("異議人", "异议人"),
    ("案外人、利害關係人", "案外人、利害关系人"),
    ("被告單位", "被告单位"),
    ("公訴機關", "公诉机关"),
    ("賠償義務機關", "赔偿义务机关"),
    ("債權人、債務人", "债权人、债务人"),
    ("罰款、拘留", "罚款、拘留"),
    ("法定代表人、負責人", "法定代表人、负责人"),
    ("漢族、戶籍、現住", "汉族、户籍、现住"),
    ("因與、訴、及其", "因与、诉、及其"),
    ("一審、二審", "一审、二审"),
    ("審理終結", "审理终结"),
    ("不服、向本院提起上訴", "不服、向本院提起上诉"),
    ("買賣合同糾紛", "买卖合同纠纷"),
    ("侵權責任爭議", "侵权责任争议"),
    ("離婚、繼承、撫養", "离婚、继承、抚养"),
    ("民間借貸", "民间借贷"),
    ("勞動、勞務", "劳动、劳务"),
    ("機動車交通事故", "机动车交通事故"),
    ("建設工程施工", "建设工程施工"),
    ("著作權、商標、專利", "著作权、商标、专利"),
    ("網絡、名譽、隱私", "网络、名誉、隐私"),
    ("確認、請求、撤銷", "确认、请求、撤销"),
    ("仲裁裁決、特別程序", "仲裁裁决、特别程序"),
    ("某公司、某廠、某銀行", "某公司、某厂、某银行"),
    ("某局、醫院、學校、協會", "某局、医院、学校、协会"),
    ("合夥企業、經營部", "合伙企业、经营部"),
    ("事務所、檢察院、監獄", "事务所、检察院、监狱"),
    ("判決如下、裁定如下", "判决如下、裁定如下"),
    ("維持、變更、發回", "维持、变更、发回"),
    ("審判長、審判員、陪審員", "审判长、审判员、陪审员"),
    ("書記員、時間、發布", "书记员、时间、发布"),
    ("訴稱、辯稱、查明", "诉称、辩称、查明"),
    ("本院認為", "本院认为"),
    ("指控、犯罪、詐騙、盜竊", "指控、犯罪、诈骗、盗窃"),
    ("以下簡稱", "以下简称"),
    ("案號、法院、當事人", "案号、法院、当事人"),
    ("訴訟請求", "诉讼请求"),
    ("公司增資", "公司增资"),
)

_TABLE = str.maketrans(
    {
        traditional: simplified
        for word, plain in WORDS
        for traditional, simplified in zip(word, plain, strict=True)
        if traditional != simplified
    }
)
_TRADITIONAL = re.compile(f"[{''.join(map(chr, _TABLE))}]")


def simplified(text: str) -> str:
    """The text with the characters of `WORDS` simplified, each in its place; others stay.

    It is for finding words, never for showing: what is shown is the same stretch of the text.

    >>> simplified("再審申請人：甲某，（2020）皖民終3號")
    '再审申请人：甲某，（2020）皖民终3号'
    """
    # Nearly every text is in simplified characters, and to see that is a tenth of the work.
    return text.translate(_TABLE) if _TRADITIONAL.search(text) else text
