import gc
import time
from decimal import Decimal

import pytest

from tongban.account.audit.reader import read_text

BUDGET = "本年度预算资金（万元）\t年初预算数\t上年度结转及当年预算追加追减数\t调整预算数\t实际支出数\t执行率（%）\n"
INDICATORS = "类别\t指标名称\t指标目标值\t指标完成值\t完成值来源\t偏差情况\t原因分析\n"
TASKS = "对应部门主要职责\t任务名称\t主要内容\t完成情况\n"


def section_of(report, numeral):
    return next(section for section in report.sections if section.numeral == numeral)


def rules_of(report):
    return [repair.rule for repair in report.repairs]


@pytest.mark.parametrize(
    ("printed", "value", "text", "rules"),
    [
        ("1,234.5", Decimal("1234.5"), "1,234.5", []),
        ("１２３", Decimal(123), "123", ["FMT-01"]),
        ("1 234.5", Decimal("1234.5"), "1234.5", ["FMT-01"]),
        ("—", None, "", []),
        ("", None, "", []),
        ("#DIV/0!", None, "#DIV/0!", ["PAR-05"]),
        ("若干", None, "若干", ["PAR-05"]),
        ("-20", Decimal(-20), "-20", []),
    ],
)
def test_an_amount_is_read_mended_or_noted(printed, value, text, rules):
    report = read_text(f"{BUDGET}体检费\t{printed}\t\t1\t1\t100.00%\n")

    amount = report.budget.lines[0].initial

    assert (amount.value, amount.text, amount.line, amount.column) == (value, text, 2, 2)
    assert rules_of(report) == rules


def test_a_doubled_percent_sign_is_one():
    report = read_text(f"{BUDGET}体检费\t1\t\t1\t1\t12.3%％\n")

    rate = report.budget.lines[0].rate

    assert (rate.text, rate.value, rate.unit) == ("12.3%", Decimal("12.3"), "%")
    assert [(r.rule, r.printed, r.repaired, r.row) for r in report.repairs] == [
        ("FMT-01", "12.3%％", "12.3%", "体检费")
    ]


def test_carry_over_and_supplement_printed_apart_are_added():
    header = "项目名称\t年初预算数\t上年结转数\t当年预算追加追减数\t全年预算数\t全年执行数\t执行率\n"

    first, second = read_text(
        f"{header}a\t10\t2\t-0.5\t11.5\t1\t8.70%\nb\t10\t\t—\t10\t1\t10%\n"
    ).budget.lines

    assert (first.adjustment.value, first.carry_over.value, first.supplement.value) == (
        Decimal("1.5"),
        2,
        Decimal("-0.5"),
    )
    assert (second.adjustment.value, second.adjustment.text) == (None, "")


@pytest.mark.parametrize(
    ("printed", "operator", "value", "unit"),
    [
        ("≥30 个", ">=", 30, "个"),
        ("=100%", "=", 100, "%"),
        ("100%", "=", 100, "%"),
        ("<=5%", "<=", 5, "%"),
        ("＞３天", ">", 3, "天"),
        ("不少于 2 次", ">=", 2, "次"),
        ("90%以上", ">=", 90, "%"),
        ("1.5万件", "=", 15000, "件"),
        ("健全", "text", None, ""),
        ("2022年底前", "text", None, ""),
    ],
)
def test_a_target_has_an_operator_a_value_and_a_unit(printed, operator, value, unit):
    target = read_text(f"{INDICATORS}履职\ta\t{printed}\t{printed}\t\t\t\n").indicators[0].target

    assert (target.operator, target.value, target.unit) == (operator, value, unit)


def test_a_range_has_two_bounds():
    target = read_text(f"{INDICATORS}履职\ta\t90%～95%\t93%\t\t\t\n").indicators[0].target

    assert (target.operator, target.value, target.upper, target.unit) == ("range", 90, 95, "%")


def test_a_word_may_stand_for_an_actual_only_where_the_target_is_a_word():
    report = read_text(f"{INDICATORS}履职\ta\t健全\t健全\t\t\t\n\tb\t≥3 个\t达标\t\t\t\n")

    assert [(r.rule, r.row, r.column, r.printed) for r in report.repairs if r.rule == "PAR-05"] == [
        ("PAR-05", "b", "指标完成值", "达标")
    ]


def test_a_dash_is_no_evidence():
    indicator = read_text(f"{INDICATORS}履职\ta\t≥1 个\t1 个\t—\t—\t/\n").indicators[0]

    assert (indicator.source.text, indicator.cause.text, indicator.deviation.value) == ("", "", None)
    assert indicator.source.line == 2


def test_a_row_goes_on_after_a_page_break_and_a_repeated_header():
    report = read_text(
        f"{INDICATORS}履职\t政务服务\t≥1 个\t1 个\t市局\t0%\t因为\f\n{INDICATORS}\t办件数\t\t\t数据\t\t所以\n"
    )

    indicator = report.indicators[0]

    assert len(report.indicators) == 1
    assert (indicator.name.text, indicator.source.text, indicator.cause.text) == (
        "政务服务办件数",
        "市局数据",
        "因为所以",
    )
    assert "PAR-01" in rules_of(report)


def test_a_table_goes_on_over_a_page_number():
    report = read_text(f"{INDICATORS}履职\ta\t≥1 个\t1 个\t\t\t\n\n— 3 —\n\f履职\tb\t≥1 个\t1 个\t\t\t\n")

    assert [(i.name.text, i.name.page) for i in report.indicators] == [("a", 1), ("b", 2)]
    assert rules_of(report) == []


def test_an_indicator_without_values_is_kept_where_no_page_ends():
    report = read_text(f"{INDICATORS}履职\ta\t≥1 个\t1 个\t\t\t\n履职\tb\t\t\t\t\t\n")

    assert len(report.indicators) == 2


def test_a_broken_task_is_joined_in_every_cell():
    report = read_text(f"{TASKS}集中受理\t快递\t邮\t免费邮\n\n办理\t\t寄\t寄\n\t热线\t\t接听\n")

    first, second = report.tasks

    assert (first.function.text, first.content.text, first.completion.text) == (
        "集中受理办理",
        "邮寄",
        "免费邮寄",
    )
    assert (second.name.text, second.function.text) == ("热线", "集中受理办理")


def test_an_unknown_table_is_noted_and_not_lost_in_silence():
    report = read_text(f"七、预算信息\n{BUDGET}体检费\t1\t\t1\t1\t100%\n附表\n姓名\t职务\n甲\t处长\n")

    assert [(r.rule, r.printed, r.section, r.cell.line) for r in report.repairs] == [
        ("PAR-05", "姓名 | 职务", "七", 5)
    ]
    assert len(report.budget.lines) == 1


def test_an_unknown_column_is_noted():
    report = read_text("类别\t指标名称\t指标目标值\t指标完成值\t颜色\n履职\ta\t1\t1\t红\n")

    assert [(r.rule, r.printed, r.section) for r in report.repairs] == [("PAR-05", "颜色", "九")]


def test_a_section_whose_table_is_missing_is_noted():
    report = read_text("八、年度重点任务\n见附件。\n")

    assert [(r.rule, r.section, r.cell.line) for r in report.repairs] == [("PAR-05", "八", 1)]
    assert section_of(report, "八").text == "见附件。"


def test_annexes_are_merged_by_name():
    text = (
        f"{BUDGET}体检费\t1\t\t1\t1\t100%\n信息化维护费 1\t1\t\t1\t1\t100%\n\n"
        "预算项目\t预算单位\t政府采购\t执行偏差原因\n信息化维护费1\t本级\t是\t合同顺延\n不存在\t\t\t\n\n"
        "分类方式\t类别\t调整预算数\t实际支出数\n资金来源\t一般公共预算\t2\t2\n\t专户\t0\t0\n\n"
        f"{INDICATORS}履职\ta\t≥1 个\t1 个\t\t\t\n\n"
        "指标\t指标方向\t上年值\t计算数据\t对应职能\t责任处室\na\t越高越好\t3 个\t8.58/10.00\t（三）\t综合处\n"
    )

    report = read_text(text)

    line, indicator = report.budget.lines[1], report.indicators[0]
    assert (line.unit.text, line.procurement.text, line.cause.text) == ("本级", "是", "合同顺延")
    assert [(split.by.text, split.name.text, split.revised.value) for split in report.budget.splits] == [
        ("资金来源", "一般公共预算", 2),
        ("资金来源", "专户", 0),
    ]
    assert (indicator.better.text, indicator.baseline.value, indicator.basis.text) == (
        "越高越好",
        3,
        "8.58/10.00",
    )
    assert (indicator.function.text, indicator.owner.text) == ("（三）", "综合处")
    assert [(r.row, r.rule) for r in report.repairs if r.rule == "PAR-05"] == [("不存在", "PAR-05")]


def test_labels_are_taken_out_of_the_text():
    report = read_text(
        "编制日期：2023-03-01\n编制人：张三  联系电话：0512-1\n七、预算信息\n执行率口径：实际支出数÷调整预算数\n"
        "财政收回数（万元）：12.5\n九、部门整体自评表\n自评总分：92.5\n自评等级：良\n"
    )

    imprint = report.imprint
    assert (imprint.prepared_on.text, imprint.author.text, imprint.contact.text) == (
        "2023-03-01",
        "张三",
        "0512-1",
    )
    assert report.budget.rate_basis.text == "实际支出数÷调整预算数"
    assert (report.budget.taken_back.value, report.total_score.value, report.grade.text) == (
        Decimal("12.5"), Decimal("92.5"), "良",
    )  # fmt: skip
    assert section_of(report, "七").paragraphs == ()


def test_a_row_of_totals_gives_the_score_and_is_no_indicator():
    report = read_text(
        "类别\t指标名称\t指标目标值\t指标完成值\t权重\t得分\n履职\ta\t1\t1\t100\t90\n\t合计\t\t\t100\t90\n"
    )

    assert len(report.indicators) == 1
    assert report.total_score.value == 90


def test_the_national_form_uses_the_third_level_as_the_name():
    report = read_text(
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出\t数量\ta\t≥3\t3\t10\t10\n"
    )

    indicator = report.indicators[0]

    assert (indicator.name.text, indicator.level1.text, indicator.level2.text) == ("a", "产出", "数量")
    assert (indicator.weight.value, indicator.score.value) == (10, 10)


def test_numbering_inside_a_section_opens_no_section():
    report = read_text(
        "三、部门概况\n一、主要职能（一）甲。（二）乙，见（一）。\n二、部门机构设置\n内设机构包括：a、b（c、d）。\n"
    )

    assert [section.numeral for section in report.sections] == ["三"]
    assert [function.text.text for function in report.functions] == ["甲。", "乙，见（一）。"]
    assert [body.text for body in report.bodies] == ["a", "b（c、d）"]


def test_paragraphs_of_their_own_are_not_joined():
    report = read_text(
        "五、问题及改进措施\n\n（一）预算编制不细。\n\n下一步改进。\n\n责任处室：办公室 完成时限：2023-06-30\n"
    )

    assert [paragraph.line for paragraph in section_of(report, "五").paragraphs] == [3, 5, 7]


def test_line_numbers_do_not_depend_on_the_kind_of_line_end():
    unix = read_text(f"\n\n{BUDGET}体检费\t1\t\t1\t1\t100%\n")
    windows = read_text(
        f"\r\n\r\n{BUDGET}体检费\t1\t\t1\t1\t100%\n".replace("\n", "\r\n").replace("\r\r", "\r")
    )

    assert unix.budget == windows.budget
    assert unix.budget.lines[0].name.line == 4


def test_an_empty_text_is_an_empty_report():
    report = read_text("")

    assert (report.sections, report.indicators, report.repairs) == ((), (), ())


@pytest.mark.parametrize("broken", ["", "\n"])
def test_ten_times_the_rows_take_about_ten_times_as_long(broken):
    def seconds(rows):
        text = INDICATORS + "".join(f"\t指标{n}\t≥{n} 个\t{n} 个\t台账\t0%\t\n{broken}" for n in range(rows))
        started = time.process_time()
        assert len(read_text(text).indicators) == rows
        return time.process_time() - started

    seconds(100)
    gc.collect()
    gc.freeze()  # what other tests left would be walked through with every thousand rows

    few, many = min(seconds(1_000) for _ in range(5)), min(seconds(10_000) for _ in range(3))
    assert many < 40 * max(few, 0.005)


def test_a_paragraph_broken_many_times_keeps_every_word_and_line():
    pieces = [f"第{n}段" + "政务服务" * 8 for n in range(2_000)]

    report = read_text("二、年度履职目标完成情况：\n" + "\n\n".join(pieces))

    assert section_of(report, "二").text == "".join(pieces)
    assert len(report.repairs) == 1_999


def test_the_caption_of_an_annex_is_no_paragraph_of_the_section():
    text = "七、预算信息\n\n预算执行说明\n\n预算项目\t资金来源\n体检费\t一般公共预算\n"

    report = read_text(text)

    assert section_of(report, "七").paragraphs == ()
