"""One error of evidence, indicator, publication or form in a complete report is found by its rule alone."""

import pytest

from tongban.account.audit.reader import read_text
from tongban.account.audit.rule import check
from tongban.account.audit.tests.test_rules_injected import injected

REPORTS = "产出|数量|可行性研究报告评估数量|≥30 个|27 个|{源}|20|18|-10.00%|否|申报项目减少"
HALL = "产出|质量|大厅办件数量|≥220000 件|230000 件|{源}|10|10|4.55%|是|"
SATISFIED = "满意度|服务对象|服务对象满意度|≥91.00%|92.00%|{源}|10|10|1.10%|是|"
LEFT_OVER = "|过程|预算执行|结转结余率|≤5.00%|4.57%|{源}|5|5|-8.60%|是|"
TASK = "负责交易管理|交易平台|运行交易平台|交易 1200 笔|1000 笔|2022-12-31|委托业务费 2|50.00|办公室"

ERRORS = {
    "a changed deviation": ("-10.00%|否", "-12.00%|否", "IND-13"),
    "a changed sign": ("-8.60%", "8.60%", "IND-13"),
    "a dropped digit": ("4.55%|是", "4.5%|是", "IND-13 FMT-01"),
    "met though missed": ("-10.00%|否", "-10.00%|是", "IND-14"),
    "missed though met": ("4.55%|是", "4.55%|否", "IND-14"),
    "a missing source": (HALL, HALL.replace("{源}", ""), "EVD-01"),
    "satisfaction without a source": (SATISFIED, SATISFIED.replace("{源}", ""), "EVD-01"),
    "evidence without an owner": (HALL, HALL.replace("{源}", "《年度台账》（业务系统，2023-01-05）"), "EVD-03"),
    "generic evidence": (HALL, HALL.replace("{源}", "业务统计数据"), "EVD-03"),
    "circular evidence": (HALL, HALL.replace("{源}", "2022 年部门整体绩效申报表"), "EVD-02"),
    "a vague number": ("交易 1200 笔", "交易超 1200 笔", "EVD-03"),
    "a missing cause": ("|否|申报项目减少", "|否|", "IND-01 XCK-12"),
    "a missing measure": ("|按季度核定任务|", "||", "IND-01"),
    "another unit": ("≥220000 件|230000 件", "≥220000 件|230000 份", "FMT-02"),
    "another operator": ("≤5.00%|4.57%", "<=5.00%|4.57%", "FMT-02"),
    "an easy target": ("大厅办件数量|越高越好|215000 件", "大厅办件数量|越高越好|225000 件", "IND-05"),
    "an equal sign": (
        LEFT_OVER + "\n", LEFT_OVER.replace("≤5.00%|4.57%", "=4.57%|4.57%").replace("-8.60%", "0.00%") + "\n", ""
    ),
    "no direction": ("结转结余率|越低越好|", "结转结余率||", "IND-08"),
    "no function": ("230000|（一）|", "230000||", "COV-02"),
    "a function without a task": (TASK, TASK.replace("负责交易管理", "（一）"), "COV-01"),
    "a function without an indicator": ("920/1000|（二）", "920/1000|（一）", "COV-01"),
    "no classes of cost": ("产出|成本|", "产出|数量|", "IND-04"),
    "no date of publication": ("公开日期：2023-09-15\n", "", "PUB-01"),
    "no author": ("编制人：张三\n", "", "PUB-02"),
    "no deadline of a task": ("1000 笔|2022-12-31|", "1000 笔||", "PAR-04"),
    "an unreadable rate": ("体检费|10.00|||10.00|10.00|100.00%", "体检费|10.00|||10.00|10.00|#REF!", "PAR-05"),
    "an unknown column": ("资金来源|功能分类|经济分类|政府采购", "资金来源|功能分类|经济分类|政府采买", "PAR-05"),
    "dropped zeros": ("委托业务费 2|50.00|||50.00|50.00", "委托业务费 2|50|||50.00|50.00", "FMT-01"),
    "a half-width comma": ("|申报项目减少", "|申报项目减少,未达计划", "FMT-03"),
    "reused numerals": ("全年办理大厅办件", "主要工作：一、审批服务。全年办理大厅办件", "FMT-04"),
}  # fmt: skip


@pytest.mark.parametrize(("printed", "wrong", "rules"), ERRORS.values(), ids=ERRORS)
def test_one_error_is_found_by_its_rule_alone(printed, wrong, rules):
    findings = check(read_text(injected(printed, wrong)))

    assert {finding.rule for finding in findings} == set(rules.split())
