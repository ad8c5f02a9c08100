"""What is right and once raised a false alarm stays silent; the error next to it is still found."""

import pytest

from tongban.account.audit.fragments import annex, budget, self_evaluation, tasks
from tongban.account.audit.reader import read_text
from tongban.account.audit.rule import all_rules, check

RULES = {rule.code: rule for rule in all_rules()}
SCORED = "|类别|指标名称|指标目标值|指标完成值|完成值来源|权重|得分|偏差情况|是否达标|原因分析"
PARTED = "项目名称|年初预算数|上年结转数|年中追加追减数|调整预算数|实际支出数|执行率"
RESULTS = "四、部门（单位）整体支出绩效实现情况\n\n（三）产出和效益情况分析。{}。\n\n"
PROBLEMS = "五、部门（单位）整体支出绩效中存在问题及改进措施\n\n{}\n\n"
ONLINE = "履职|线上审批办件数量|≥10 件|12 件|台账|20.00%|"
OFFLINE = "履职|线下审批办件数量|≥10 件|15 件|台账|50.00%|"
VISITS = "履职|大厅预约数量|≥100 人次|133 人次|台账|33.00%|"
SOUND = "决策|绩效目标合理性|合理|合理|台账|0%|"
MISSED = "履职|项目评估数量|≥30 个|27 个|台账|-10.00%|人手不足"
OVER = "\n预算项目\t执行偏差原因\n宣传费\t中标价高于预算\n"
ANNEXED = "\n预算项目\t经济分类\n体检费\t30299\n"

RIGHT = {
    "an explained spending above the budget": ("BUD-04", budget("宣传费|10||10|11|110.00%") + OVER),
    "a sum above the budget by an explained line": (
        "BUD-04",
        budget("预算总金额|20||20|21|105.00%", "基本支出|10||10|10|100.00%",
               "项目支出|10||10|11|110.00%", "宣传费|10||10|11|110.00%") + OVER,
    ),
    "two lines of one name and one annex row": ("BUD-12", budget(*["体检费|10||10|10|100.00%"] * 2) + ANNEXED),
    "an amount that could not be read": (
        "BUD-03",
        budget("项目支出|30||30|30|100.00%", "体检费|若干||10|10|100.00%", "宣传费|20||20|20|100.00%"),
    ),
    "a row with an amount that could not be read": ("BUD-01", budget("体检费|若干|2|12|12|100.00%")),
    "a supplement that could not be read": ("BUD-01", budget("体检费|10|2|若干|13|12|92.31%", header=PARTED)),
    "splits that fit where the total does not": (
        "BUD-13",
        budget("预算总金额|100||110|90|90.00%")
        + "\n分类方式\t类别\t调整预算数\t实际支出数\n资金来源\t一般公共预算\t100\t90\n"
        "经济分类\t工资\t100\t90\n经费性质\t人员经费\t100\t90\n",
    ),
    "a carry-over rate by the row where its sum is wrong": (
        "XCK-01",
        budget("预算总金额|100|10|120|100|90.91%")
        + "\n财政收回数（万元）：5\n\n"
        + self_evaluation("过程|结转结余率|≤5.00%|4.55%|决算|-9.00%|"),
    ),
    "a weight that could not be read": (
        "SCO-02",
        self_evaluation("产出|办件数量|≥30 件|30 件|台账|若干|60|0.00%|是|",
                        "效益|办结率|≥90%|90%|台账|40|40|0.00%|是|", header=SCORED)
        + "\n自评总分：100\n自评等级：优\n",
    ),
    "a contract is no approximation": ("EVD-03", tasks("负责招商|招商|举办活动|签约 8 家，预约 30 人次，就近设点 3 个")),
    "a miss too small for the score": (
        "IND-14",
        self_evaluation("履职|办件数量|≥220000 件|219995 件|台账|10|10|0.00%|否|", header=SCORED),
    ),
    "a strict limit that was only reached": (
        "IND-14",
        self_evaluation("履职|差错率|<5%|5%|台账|10|10|0.00%|否|", header=SCORED),
    ),
    "a deviation from a negative target": ("IND-13", self_evaluation("过程|三公经费变动率|≤-5.00%|-3.00%|决算|40.00%|")),
    "a range with its unit twice": ("IND-13", self_evaluation("履职|抽查数量|22 起～25 起|26 起|台账|4.00%|")),
    "a number of another indicator": (
        "XCK-03",
        tasks("审批|线上审批||线下审批办件数量 15 件")
        + "\n"
        + self_evaluation(ONLINE, OFFLINE),
    ),
    "a number of the other of two numbered ones": (
        "XCK-03",
        tasks("培训|培训||项目 2 完成数量 7 个")
        + "\n"
        + self_evaluation("履职|项目 1 完成数量|≥1 个|5 个|台账||", "履职|项目 2 完成数量|≥1 个|7 个|台账||"),
    ),
    "another matter of the same task": (
        "XCK-03",
        tasks("帮办|重点项目帮办||已签约 8 家")
        + "\n"
        + self_evaluation("履职|重点项目帮办服务企业数量|≥1 家|2 家|台账|100.00%|"),
    ),
    "a bound in a unit of two characters": (
        "XCK-03",
        tasks("大厅|大厅预约||大厅预约数量 13 万人次以上")
        + "\n"
        + self_evaluation("履职|大厅预约数量|≥100000 人次|133000 人次|台账|33.00%|"),
    ),
    "satisfaction of two groups": (
        "XCK-03",
        tasks("大厅|调查||企业满意度 92.00%，群众满意度 95.00%")
        + "\n"
        + self_evaluation("满意度|企业满意度|≥90%|92.00%|问卷|2.22%|", "满意度|群众满意度|≥90%|95.00%|问卷|5.56%|"),
    ),
    "a unit of two characters": ("XCK-10", tasks("大厅|大厅预约||大厅预约 133 人次") + "\n" + self_evaluation(VISITS)),
    "a like number of another indicator": (
        "XCK-10",
        tasks("审批|受理||市场主体受理数量 2483 件")
        + "\n"
        + self_evaluation("履职|市场主体登记数量|≥2000 个|2483 个|台账|24.15%|",
                                 "履职|市场主体受理数量|≥2000 件|2483 件|台账|24.15%|"),
    ),
    "a round number in the unit of the table": (
        "FMT-02",
        tasks("审批|邮寄||邮寄办件 1.67 万份") + "\n" + self_evaluation("履职|邮寄办件数量|≥1 份|16730 份|台账||"),
    ),
    "a missed target told with its cause": (
        "TXT-02", PROBLEMS.format("（一）评估数量未达标。项目评估数量 27 个，未达到绩效目标，因人手不足。")
        + self_evaluation(SOUND, MISSED),
    ),
    "a reached word said to be missed": (
        "IND-01",
        self_evaluation("决策|预算编制规范性|规范|规范|台账|5|5|0%|否|", header=SCORED),
    ),
}  # fmt: skip
WRONG = {
    "an unexplained spending above the budget": ("BUD-04", budget("宣传费|10||10|11|110.00%")),
    "an unlisted one above the budget": ("BUD-04", budget("项目支出|30||30|33|110.00%", "宣传费|20||20|20|100.00%")),
    "an annex row of no line": ("PAR-05", budget("宣传费|10||10|10|100.00%") + ANNEXED),
    "an annex row too many": (
        "PAR-05",
        budget("体检费|10||10|10|100.00%") + ANNEXED + "体检费\t30299\n"
    ),
    "a split that fits nothing": (
        "BUD-13",
        budget("预算总金额|100||100|90|90.00%")
        + "\n分类方式\t类别\t调整预算数\t实际支出数\n资金来源\t一般公共预算\t90\t90\n",
    ),
    "about": ("EVD-03", tasks("负责招商|招商|举办活动|大约 8 家")),
    "a full score far from the target": (
        "IND-14",
        self_evaluation("履职|办件数量|≥100 件|50 件|台账|10|10|-50.00%|否|", header=SCORED),
    ),
    "the sign of a negative target": (
        "IND-13",
        self_evaluation("过程|三公经费变动率|≤-5.00%|-3.00%|决算|-40.00%|")
    ),
    "a number in the text that fits no indicator": (
        "XCK-03",
        tasks("审批|线上审批||线下审批办件数量 16 件")
        + "\n"
        + self_evaluation(ONLINE, OFFLINE),
    ),
    "a bare number of the task": (
        "XCK-03",
        tasks("帮办|项目评估||已完成 23 个")
        + "\n"
        + self_evaluation("履职|项目评估数量|≥1 个|25 个|台账|2400.00%|"),
    ),
    "a rate whose name speaks of change": (
        "XCK-03",
        tasks("审批|审批||审批效率提高率 9.00%")
        + "\n"
        + self_evaluation("效益|审批效率提高率|≥5%|6.00%|台账|20.00%|"),
    ),
    "another unit of the same number": ("XCK-10", tasks("大厅|大厅预约||大厅预约 133 件") + "\n" + self_evaluation(VISITS)),
    "a round number in another unit": (
        "FMT-02",
        tasks("审批|邮寄||邮寄办件 1.67 万件") + "\n" + self_evaluation("履职|邮寄办件数量|≥1 份|16730 份|台账||"),
    ),
    "a claim of full use at 95 %": ("TXT-01", RESULTS.format("资金全部使用完毕") + budget("预算总金额|100||100|95|95.00%")),
    "a weakness beside a missed target": (
        "TXT-02",
        PROBLEMS.format("（一）绩效目标不够明确。")
        + self_evaluation(SOUND, MISSED),
    ),
    "a word that is not the target": (
        "IND-01",
        self_evaluation("决策|预算编制规范性|规范|基本规范|台账|5|4|0%|否|", header=SCORED),
    ),
}  # fmt: skip


def findings_of(code: str, text: str):
    return check(read_text(text), rules=(RULES[code],))


@pytest.mark.parametrize(("code", "text"), RIGHT.values(), ids=RIGHT)
def test_what_is_right_raises_no_alarm(code, text):
    assert findings_of(code, text) == []


@pytest.mark.parametrize(("code", "text"), WRONG.values(), ids=WRONG)
def test_the_error_next_to_it_is_found(code, text):
    assert findings_of(code, text)


def test_a_contradicting_number_is_found_at_the_indicator_it_is_nearest_to():
    text = tasks("审批|受理||线下审批办件数量 16 件") + "\n" + self_evaluation(ONLINE, OFFLINE)

    assert [finding.row for finding in findings_of("XCK-03", text)] == ["线下审批办件数量"]


def test_a_range_of_two_units_is_no_range():
    assert (
        read_text(self_evaluation("履职|时限|3 个至 5 天|4 天|台账||")).indicators[0].target.operator
        == "text"
    )


def test_the_annex_of_a_repeated_name_is_used_in_order():
    report = read_text(
        budget(*["体检费|10||10|10|100.00%"] * 3)
        + annex("经济分类").replace("指标", "预算项目")
        + "体检费\t1\n体检费\t2\n"
    )

    assert [line.economic_class.text for line in report.budget.lines] == ["1", "2", "2"]
