"""Which questions are counted, and that no question about one case or the law is."""

from collections.abc import Iterator

import pytest
from made_up_cases import FirstInstance, catalog_of, read

from analysis.count import head_conditions, name_conditions, outcome_conditions
from analysis.count.condition import Field
from analysis.count.name_conditions import known_of
from analysis.count.question import _GROUPED, BY, CountQuestion, read_question, shape_of
from analysis.count.shapes import SHAPES, Measure, Shape
from corpus.catalog import Catalog


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("catalog")
    with catalog_of(folder, {"first": read(FirstInstance().text)}) as catalog:
        yield catalog


def understood(asked: str, catalog: Catalog) -> CountQuestion | None:
    shape = shape_of(asked)
    if shape is None:
        return None
    return read_question(asked, shape, known_of(catalog.facts.every()), catalog.facts)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.example)
def test_every_shape_tells_its_own_example(shape: Shape, catalog: Catalog) -> None:
    assert shape_of(shape.example) is shape
    question = understood(shape.example, catalog)
    assert question is not None and question.measure is shape.measure and not question.unread


COUNTED = [
    # question, measure, fields of the conditions, by
    ("文库里有多少份判决？", Measure.COUNT, [], None),
    ("一共几个案子", Measure.COUNT, [], None),  # laymen
    ("有几份是二审？", Measure.COUNT, [Field.INSTANCE], None),
    ("2016年的离婚案有多少件？", Measure.COUNT, [Field.YEAR, Field.CAUSE], None),
    ("有多少离婚案？", Measure.COUNT, [Field.CAUSE], None),
    ("2018年以后中院判了几件？", Measure.COUNT, [Field.YEAR, Field.LEVEL], None),
    ("杭州的法院判了几件？", Measure.COUNT, [Field.COURT], None),
    ("北京互联网法院有几份判决？", Measure.COUNT, [Field.COURT], None),
    ("有多少案件引用了《合同法》第一百零七条？", Measure.COUNT, [Field.STATUTE], None),
    ("哪些案件适用了合同法？", Measure.LIST, [Field.STATUTE], None),
    ("哪些案件判决驳回了全部诉讼请求？", Measure.LIST, [Field.REJECTED], None),
    ("原告全部败诉的有几件？", Measure.COUNT, [Field.REJECTED], None),  # laymen
    ("判赔超过10万元的有哪些？", Measure.LIST, [Field.AWARDED], None),
    ("赔了10万以上的有几个案子？", Measure.COUNT, [Field.AWARDED], None),  # no 元
    ("判赔5万到20万元的案子有几个？", Measure.COUNT, [Field.AWARDED], None),
    ("请求金额不超过一万元的判决有哪些？", Measure.LIST, [Field.CLAIMED], None),
    ("全额支持的有几件？", Measure.COUNT, [Field.RATIO], None),
    ("二审改判的有哪些？", Measure.LIST, [Field.DISPOSITION, Field.INSTANCE], None),
    ("列出所有涉及某公司的案件。", Measure.LIST, [Field.PARTY], None),
    ("被告是远帆物流有限公司的案件有几件？", Measure.COUNT, [Field.PARTY], None),
    ("远帆物流有限公司有几个案子？", Measure.COUNT, [Field.PARTY], None),
    ("有几份裁定书？", Measure.COUNT, [Field.KIND], None),
    ("平均判赔多少？", Measure.AVERAGE, [], Field.AWARDED),
    ("离婚案平均请求金额是多少？", Measure.AVERAGE, [Field.CAUSE], Field.CLAIMED),
    ("判赔比例最高的是哪个案子？", Measure.MOST, [], Field.RATIO),
    ("最高赔了多少", Measure.MOST, [], Field.AWARDED),  # laymen
    ("赔得最少的是哪个案子？", Measure.LEAST, [], Field.AWARDED),
    ("库里最新的判决是哪一份？", Measure.MOST, [], Field.DATE),
    ("都有哪些法院判过", Measure.GROUPS, [], Field.COURT),  # laymen
    ("这个库里一共有多少个判决？", Measure.COUNT, [], None),
    ("你们收了多少案子", Measure.COUNT, [], None),
    ("诈骗的案子有几个？", Measure.COUNT, [Field.CAUSE], None),
    ("有多少起危险驾驶？", Measure.COUNT, [Field.CAUSE], None),
    ("引用刑法第67条的有多少？", Measure.COUNT, [Field.STATUTE], None),
    ("判赔为零的有几件？", Measure.COUNT, [Field.AWARDED], None),
    ("全部驳回的有几个？", Measure.COUNT, [Field.REJECTED], None),
    ("被告人叫张三的案子有几个？", Measure.COUNT, [Field.PARTY], None),
    ("赔钱最多的是哪一件？", Measure.MOST, [], Field.AWARDED),
    ("要求赔偿最多的是哪个案子？", Measure.MOST, [], Field.CLAIMED),
    ("赔偿金额的中位数是多少？", Measure.AVERAGE, [], Field.AWARDED),
    ("最早的案子是哪年的？", Measure.LEAST, [], Field.DATE),
    ("各地法院各有多少？", Measure.GROUPS, [], Field.COURT),
    ("各年份各有多少？", Measure.GROUPS, [], Field.YEAR),
    ("按案由统计一下", Measure.GROUPS, [], Field.CAUSE),
]


@pytest.mark.parametrize(("asked", "measure", "fields", "by"), COUNTED)
def test_what_is_counted(
    asked: str, measure: Measure, fields: list[Field], by: Field | None, catalog: Catalog
) -> None:
    question = understood(asked, catalog)
    assert question is not None and not question.unread
    assert (question.measure, question.by) == (measure, by)
    assert [c.field for c in question.conditions] == fields


NOT_COUNTED = [
    # question, what it asks in truth
    "原告有多少份证据？",  # a party's exhibits
    "多少份证据支持判决？",
    "双方一共签订了几份借条？",
    "被告签了几份合同？",
    "被告共偷了几件商品？",
    "判决列明几笔债务？",  # items of one order
    "判决书里列出了哪些债务？",
    "判决有几项？",
    "判决书有几页？",
    "本案有几个被告？",  # parties of one case
    "哪几个被告承担连带责任？",
    "法院判了多少钱？",  # one case's sum
    "法院判决被告赔偿多少？",
    "案子判了多少？",
    "一共判赔多少？",
    "被告赔偿超过10万元了吗？",
    "原告最多能获赔多少？",
    "判了几年？",  # a term, not a number of judgments
    "这个案子判了几年？",
    "认定注意义务要考虑哪些因素？",
    "判决依据有哪些？",
    "诉讼请求有哪些？",
    "被告的答辩意见有哪些？",
    "哪些法院观点支持原告？",  # views, not courts
    "本案经过哪些法院审理？",
    "哪家法院审理的？",
    "法院引用了哪些判例？",  # one judgment's own references
    "本案引用了哪些条文？",
    "法院驳回了哪些诉讼请求？",
    "法院为什么驳回全部诉讼请求？",
    "二审维持原判了吗？",
    "原告提起了多少案件？",  # a party's suits, told in one judgment
    "被告涉及多少案件？",
    "哪些案件可以适用小额诉讼程序？",  # the law's question
    "平均工资是多少？",
    "法定最高赔偿额是多少？",
    "交强险最高赔多少？",
    "被告每年付多少租金？",
    "按年利率多少计算？",
    "最高人民法院怎么看？",
    "案号是多少？",
    "有几份？",  # of what
    "一审的有多少？二审的有多少？",  # two questions
    "共有几起犯罪事实？",
    "被告人参与多少起盗窃？",
    "法院认定了几起诈骗？",
    "案件有几个争议焦点？",
    "法院先后作出几份判决？",
    "一审判决有哪些错误？",
    "哪些案件由中级人民法院管辖？",
    "各被告分别赔多少？",
    "赔得最多的被告是谁？",
    "判决支持最多的是哪一项？",
    "最近一次还款是什么时候？",
]


@pytest.mark.parametrize("asked", NOT_COUNTED)
def test_near_misses_go_the_usual_way(asked: str, catalog: Catalog) -> None:
    assert understood(asked, catalog) is None


@pytest.mark.parametrize(
    ("asked", "unread"),
    [
        ("有多少案件认定平台构成侵权？", "认定平台构成侵权"),
        ("文库里有多少案件适用了简易程序？", "适用了简易程序"),
        ("哪些案件的被告没有到庭？", "被告没有到庭"),
    ],
)
def test_what_no_head_tells_is_declined_with_the_words(
    asked: str, unread: str, catalog: Catalog
) -> None:
    question = understood(asked, catalog)
    assert question is not None and question.unread == unread


ROWS = [
    *((example, Field.LEVEL) for _, _, example in head_conditions._LEVELS),
    *((example, Field.INSTANCE) for _, _, example in head_conditions._INSTANCES),
    *((example, Field.KIND) for _, _, example in head_conditions._KINDS),
    *((example, Field.PARTY) for _, example in name_conditions._NAMED),
    *((example, Field.DISPOSITION) for _, _, example in outcome_conditions._DISPOSITIONS),
]


@pytest.mark.parametrize(("example", "field"), ROWS)
def test_every_row_of_conditions_reads_its_example(
    example: str, field: Field, catalog: Catalog
) -> None:
    question = understood(example, catalog)
    assert question is not None and not question.unread
    assert field in [c.field for c in question.conditions]


@pytest.mark.parametrize(("example", "field"), [(e, f) for _, f, e in (*BY, *_GROUPED)])
def test_every_field_that_is_reckoned_by_is_read(
    example: str, field: Field, catalog: Catalog
) -> None:
    question = understood(example, catalog)
    assert question is not None and question.by is field


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("2015至2017年的判决有几份？", "在2015至2017年裁判"),
        ("2018年以后的判决有几份？", "在2018年及以后裁判"),  # takes the year itself in
        ("判赔10到50万元的判决有几份？", "判赔金额在10万元至50万元之间"),  # 万 counts for both
        ("判赔不足三千元的判决有几份？", "判赔金额低于3,000元"),
        ("浙江省的法院有几份判决？", "由名称含“浙江”的法院作出"),
    ],
)
def test_how_a_condition_is_told(asked: str, words: str, catalog: Catalog) -> None:
    question = understood(asked, catalog)
    assert question is not None and [c.words for c in question.conditions] == [words]


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("驳回原告甲的全部诉讼请求。案件受理费50元，由原告负担。", True),
        ("一、不准原告甲与被告乙离婚；二、驳回原告甲的其他诉讼请求。", True),
        ("一、撤销某法院民事判决；二、驳回甲的全部诉讼请求。", True),  # an appeal's new order
        ("驳回原告甲要求与被告乙离婚及其他诉讼请求。", True),
        ("驳回原告甲的其他诉讼请求。", False),  # what it grants stands elsewhere
        ("一、驳回原告甲的诉讼请求；二、甲支付乙工资300元。", False),
        ("一、准许原告甲与被告乙离婚；二、驳回被告乙的诉讼请求。", False),
        ("撤销原告甲与被告乙的婚姻关系。", False),  # grants, revokes no judgment
        ("驳回上诉，维持原判。", None),  # what stands is told elsewhere
        ("准许原告甲撤回起诉。", None),
    ],
)
def test_what_rejects_all(order: str, told: bool | None) -> None:
    assert outcome_conditions.rejects_all(order) is told
