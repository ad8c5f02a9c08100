"""What an officer records answers a finding; the wrong record does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.account.audit.fragments import annex, budget, self_evaluation, tasks
from tongban.account.audit.quantities import rounded
from tongban.account.audit.reader import read_text
from tongban.account.audit.rule import all_rules, check

RULES = {rule.code: rule for rule in all_rules()}
WIDE = "|类别|指标名称|指标目标值|指标完成值|完成值来源|权重|得分|偏差情况|是否达标|原因分析"
JOINT = "|类别|指标名称|指标目标值|指标完成值|完成值来源|偏差情况|偏差原因分析及改进措施"
PROOF = "《办件台账》（审批系统，2023-01-05，信息处）"
HALL = "履职|大厅办件数量|≥220000 件|344300 件|审批系统|56.50%|"
FAULT = "效益|系统运行故障率|≤5%|0%|监控平台|-100.00%|"
ADJUSTED = "过程|预算调整率|=0%|36.74%|部门决算|100%|"


def found(code: str, text: str, **thresholds) -> list:
    return check(read_text(text), rules=(RULES[code],), parameters={code: thresholds} if thresholds else None)


ANSWERED = {
    "cause and measure": (
        "IND-01",
        self_evaluation("过程|预算执行率|≥100%|94.78%|决算|-5.22%|支付较晚")
        + annex("改进措施", "预算执行率|按月调度"),
    ),
    "cause in a joint column": (
        "IND-01",
        self_evaluation("过程|预算执行率|≥100%|94.78%|决算|-5.22%|支付较晚，改为按月调度", header=JOINT),
    ),
    "lower is better": (
        "IND-01",
        self_evaluation("过程|三公经费变动率|=0%|-5.21%|决算|-5.21个百分点|")
        + annex("指标方向", "三公经费变动率|越低越好"),
    ),
    "cause of an easy target": (
        "IND-05",
        self_evaluation(HALL + "新增税务窗口") + annex("上年值", "大厅办件数量|300000"),
    ),
    "a baseline": ("IND-06", self_evaluation(HALL) + annex("上年值", "大厅办件数量|210000")),
    "a cause instead of a baseline": ("IND-06", self_evaluation(HALL + "新增税务窗口")),
    "direction": ("IND-08", self_evaluation(FAULT) + annex("指标方向", "系统运行故障率|越低越好")),
    "wording": ("IND-08", self_evaluation("效益|系统运行故障率|≤5%|0%|监控平台|-100.00%有利|")),
    "points": ("IND-10", self_evaluation("过程|预算调整率|=0%|36.74%|部门决算|36.74个百分点|")),
    "the unit": ("IND-10", self_evaluation("履职|安全事故数量|=0 起|2 起|台账|2 起|")),
    "a dash": ("IND-10", self_evaluation("履职|安全事故数量|=0 起|0 起|台账|—|")),
    "a formula": ("IND-12", self_evaluation(ADJUSTED) + annex("计算口径", "预算调整率|净调整数÷年初预算数")),
    "a statement": (
        "IND-12",
        budget("预算总金额|10.00|1.00|11.00|11.00|100.00%")
        + "\n预算调整率口径：净额\n\n"
        + self_evaluation(ADJUSTED),
    ),
    "two pieces of evidence": (
        "EVD-01",
        self_evaluation("过程|预决算信息公开度|公开|公开|2022年度预算公开；2021年度决算公开|0%|"),
    ),
    "the plan itself": ("EVD-02", self_evaluation("决策|中长期规划制定健全性|健全|健全|十四五规划文本|0%|")),
    "one able piece": ("EVD-02", self_evaluation(f"过程|绩效指标明确性|明确|明确|绩效申报表；{PROOF}|0%|")),
    "system, date, owner": ("EVD-03", self_evaluation(f"履职|大厅办件数量|≥30 件|30 件|{PROOF}|0.00%|")),
    "an exact number": ("EVD-03", tasks("负责热线|热线直播|举办直播|近 3 年首次，观看人数 5500000 人")),
    "a word with evidence": ("IND-03", self_evaluation(f"效益|影响程度|较高|较高|{PROOF}|0%|")),
    "a word with a yardstick": (
        "IND-03",
        self_evaluation("效益|影响程度|较高|较高|总结|0%|")
        + annex("计算口径", "影响程度|网办率 90% 以上为较高"),
    ),
    "an explained external count": (
        "IND-09",
        self_evaluation("履职|行政诉讼案件数量|≤15 件|12 件|台账|-20.00%|规范文书"),
    ),
    "an operator": ("IND-11", self_evaluation("过程|结转结余率|≤6%|5.22%|决算|-13.00%|")),
    "a score taken off with a cause": (
        "IND-14",
        self_evaluation("履职|办件数量|≥10 件|20 件|台账|10|8|100.00%|是|目标偏低", header=WIDE),
    ),
    "words judged as reached": (
        "IND-14",
        self_evaluation("决策|目标明确性|明确|基本明确|程序文件|10|9|—|是|", header=WIDE),
    ),
    "words where both grades meet": (
        "IND-14",
        self_evaluation("决策|目标明确性|明确|基本明确|程序文件|10|8|—|是|", header=WIDE)
        + self_evaluation("决策|目标合理性|合理|基本合理|程序文件|0.33|0.26|—|否|", header=WIDE),
    ),
    "functions served": (
        "COV-01",
        "三、部门（单位）概况\n\n（一）负责清单管理。（二）完成市政府交办的其他任务。\n\n"
        + tasks("（一）|清单|更新|已更新"),
    ),
}


@pytest.mark.parametrize(("code", "text"), ANSWERED.values(), ids=ANSWERED)
def test_recorded_data_answers_the_finding(code, text):
    assert found(code, text) == []


OPEN = {
    "cause without measure": ("IND-01", self_evaluation("过程|预算执行率|≥100%|94.78%|决算|-5.22%|支付较晚")),
    "a large favourable deviation": ("IND-01", self_evaluation(HALL)),
    "a verbal target said to be missed": (
        "IND-01",
        self_evaluation("履职|直播活动|准时|延期|台账|10|0|0%|否|", header=WIDE),
    ),
    "an easy target by the baseline": (
        "IND-05",
        self_evaluation(HALL) + annex("上年值", "大厅办件数量|300000"),
    ),
    "a formula without a baseline": (
        "IND-07",
        self_evaluation("效益|提高审批效率|≥5%|5%|总结|0.00%|")
        + annex("计算口径", "提高审批效率|天数之差÷上年天数"),
    ),
    "no direction": ("IND-08", self_evaluation(FAULT)),
    "a wrong sign": ("IND-13", self_evaluation("过程|预算执行率|≥100%|94.78%|决算|5.22%|")),
    "wrong points": ("IND-13", self_evaluation("过程|预算调整率|=0%|36.74%|决算|63.74个百分点|")),
    "a deviation of equal words": ("IND-13", self_evaluation("决策|预算编制规范性|规范|规范|台账|5%|")),
    "met though missed": (
        "IND-14",
        self_evaluation("履职|办件数量|≥10 件|8 件|台账|10|8|-20.00%|是|", header=WIDE),
    ),
    "not met though reached": (
        "IND-14",
        self_evaluation("履职|办件数量|≥10 件|10 件|台账|10|10|0.00%|未达标|", header=WIDE),
    ),
    "a full score though missed": (
        "IND-14",
        self_evaluation("履职|办件数量|≥10 件|8 件|台账|10|10|-20.00%|否|", header=WIDE),
    ),
    "words called met with few points": (
        "IND-14",
        self_evaluation("决策|目标明确性|明确|较为明确|程序文件|10|7|—|是|", header=WIDE),
    ),
    "words called missed with many points": (
        "IND-14",
        self_evaluation("决策|目标明确性|明确|较为明确|程序文件|10|9|—|否|", header=WIDE),
    ),
    "evidence without an owner": (
        "EVD-03",
        self_evaluation("履职|大厅办件数量|≥30 件|30 件|《办件台账》（审批系统，2023-01-05）|0.00%|"),
    ),
    "two units": ("FMT-02", self_evaluation("履职|免费邮寄数量|≥30 件|30 份|台账|0.00%|")),
    "reversed quotes": ("FMT-03", self_evaluation("履职|开展”政风热线“活动|准时|准时|台账|0%|")),
    "a linked table with one gap": (
        "COV-02",
        self_evaluation(HALL, "履职|清单更新数量|≥1 次|1 次|台账|0.00%|")
        + annex("对应职能", "大厅办件数量|（五）"),
    ),
}


@pytest.mark.parametrize(("code", "text"), OPEN.values(), ids=OPEN)
def test_what_is_not_answered_is_found_once(code, text):
    assert len(found(code, text)) == 1


def test_thresholds_are_parameters():
    text = self_evaluation("履职|诉讼案件数量|≤15 件|12 件|台账|-20.00%|")

    assert found("IND-01", text) == []
    assert [finding.severity for finding in found("IND-01", text, favourable_percent=19)] == ["warning"]


def test_weights_decide_on_the_structure_where_they_are_given():
    header = "一级指标|二级指标|指标名称|指标目标值|指标完成值|权重"
    rows = (
        "过程|成本|预算执行率|=100%|100%|{}",
        "履职|质量|评估通过率|≥90%|95%|{}",
        "履职|时效|按时率|≥90%|95%|10",
    )

    heavy = self_evaluation(*(row.format(40) for row in rows), header=header)
    light = self_evaluation(rows[0].format(30), rows[1].format(60), rows[2], header=header)

    assert "50/90 = 55.56%" in found("IND-04", heavy)[0].message.zh
    assert found("IND-04", light) == []


def test_exact_hits_with_figures_or_evidence_are_no_copies():
    rows = [f"过程|{word}执行率|=100%|100%|总结|0.00%|" for word in "甲乙丙丁戊"]
    basis = annex("计算数据", *(f"{word}执行率|10.00/10.00" for word in "甲乙丙丁戊"))

    assert len(found("IND-02", self_evaluation(*rows))) == 1
    assert found("IND-02", self_evaluation(*rows) + basis) == []


@given(
    target=st.decimals(min_value="0.01", max_value=10**6, places=2),
    actual=st.decimals(min_value=0, max_value=10**6, places=2),
)
def test_a_deviation_by_the_formula_is_never_found_and_any_other_is(target, actual):
    right = rounded((actual - target) / target * 100)
    row = "履职|办件数量|≥{} 件|{} 件|台账|{}%|有说明"

    assert found("IND-13", self_evaluation(row.format(target, actual, right))) == []
    assert len(found("IND-13", self_evaluation(row.format(target, actual, right + 1)))) == 1


def test_rows_without_weight_or_score_are_told_together():
    rows = [f"产出|办件{number}|≥30 件|30 件|台账|||0.00%||" for number in range(1, 6)]
    weighed = ["产出|满意度|≥90%|90%|台账|60|60|0.00%||", "产出|办结率|≥90%|90%|台账|40||0.00%||"]

    said = [
        (each.row, each.expected, each.message.zh)
        for each in found("SCO-02", self_evaluation(*weighed, *rows, header=WIDE))
    ]

    assert said[1:] == [
        ("办结率", "得分", "自评表没有得分（1 行）：“办结率”"),
        ("办件1", "权重", "自评表没有权重（5 行）：“办件1”“办件2”“办件3”等"),
    ]
