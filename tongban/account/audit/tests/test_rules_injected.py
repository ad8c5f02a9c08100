"""A right and complete report is silent; one error in it is found by the rule it belongs to, and by no other."""

import pytest

from tongban.account.audit.reader import read_text
from tongban.account.audit.rule import check
from tongban.account.audit.tests.complete import COMPLETE

ERRORS = [
    ("体检费|10.00|||10.00", "体检费|10.00||1.00|10.00", "BUD-01"),
    ("体检费|10.00|||10.00|", "体检费|10.50|||10.00|", "BUD-01"),
    ("200.00||10.00|210.00|", "200.00||20.00|210.00|", "BUD-01"),
    ("380.00|30.00|6.00|416.00|", "380.00|35.00|6.00|416.00|", "BUD-01"),
    ("12.00|75.00%", "12.00|85.00%", "BUD-02"),
    ("397.00|95.43%\n基本", "397.00|96.43%\n基本", "BUD-02"),
    ("专项培训费|20.00||-4.00|16.00|12.00|75.00%", "专项培训费|20.00||-4.00|16.00|12.80|80.00%", "BUD-03"),
    ("体检费|10.00|||10.00|10.00|100.00%", "体检费|11.00|||11.00|10.00|90.91%", "BUD-03"),
    ("委托业务费 2|50.00|||50.00|50.00|100.00%", "委托业务费 2|50.00|||50.00|51.00|102.00%", "BUD-03 BUD-04"),
    ("委托业务费 1", "委托业务费 3", "BUD-06"),
    ("上年合同尾款结转", "", "BUD-08"),
    ("执行率口径：实际支出数÷调整预算数\n预算调", "预算调", "BUD-09"),
    ("一期培训改为线上", "", "BUD-10"),
    ("100.00|审批处\n", "10.00|审批处\n", "BUD-11"),
    ("|30299|", "||", "BUD-12"),
    ("资金来源|一般公共预算|416.00", "资金来源|一般公共预算|406.00", "BUD-13"),
    ("经济分类|工资福利支出|150.00|152.00\n经济分类|商品和服务支出|266.00|245.00\n", "", "BUD-13"),
    (
        "委托业务费 2|50.00|||50.00|50.00|100.00%\n",
        "委托业务费 2|50.00|||50.00|50.00|100.00%\n委托业务费 2|50.00|||50.00|50.00|100.00%\n",
        "BUD-14",
    ),
    ("委托业务费 2|某市交易中心|", "委托业务费 2|某市审批局（本级）|", "SCO-01"),
    ("自评等级：优", "自评等级：良", "SCO-02"),
    ("自评总分：98", "自评总分：97", "SCO-02"),
    ("|5|5|1.05%", "|5|6|1.05%", "SCO-02"),
    ("|10|10|1.10%", "|9|9|1.10%", "SCO-02"),
    ("结转结余率|≤5.00%|4.57%|{源}|5|5|-8.60%", "结转结余率|≤5.00%|4.50%|{源}|5|5|-10.00%", "XCK-01"),
    ("支付进度符合率|≥95.00%|95.43%|{源}|5|5|0.45%", "支付进度符合率|≥95.00%|99.00%|{源}|5|5|4.21%", "XCK-02"),
    ("全年办理大厅办件 23 万件", "全年办理大厅办件 25 万件", "XCK-03"),
    ("分析。预算执行率 95.43%", "分析。预算执行率 96.43%", "XCK-03"),
    ("|48.00/60.00|", "|50.00/60.00|", "XCK-08"),
    ("大厅办件数量 230000 件", "大厅办件数量 230000 个", "XCK-10"),
    ("本部门 2022 年部门汇总", "本部门 2023 年部门汇总", "YEAR-01"),
    ("完善|{源}", "完善|《2023 年度工作打算》（业务系统，2023-01-05，办公室）", "YEAR-01"),
    ("年中核减培训经费。", "各项目标全部完成，绩效目标均已实现。", "TXT-01"),
    ("可行性研究报告评估数量 27 个，未达到 30 个的目标，因申报项目减少。\n\n五", "产出较好。\n\n五", "TXT-04"),
    ("\n\n六、绩效自评", "\n\n（二）基础信息。基础信息不完善。\n\n六、绩效自评", "TXT-02"),
]  # fmt: skip


def injected(printed: str, wrong: str) -> str:
    """Return the complete report with one error in it; cells are parted by | here."""
    source = "《年度台账》（业务系统，2023-01-05，办公室）"
    printed, wrong = (text.replace("|", "\t").replace("{源}", source) for text in (printed, wrong))
    assert printed in COMPLETE, printed
    return COMPLETE.replace(printed, wrong)


def test_a_right_and_complete_report_is_silent():
    assert check(read_text(COMPLETE)) == []


@pytest.mark.parametrize(("printed", "wrong", "rules"), ERRORS)
def test_one_error_is_found_by_its_rule_alone(printed, wrong, rules):
    findings = check(read_text(injected(printed, wrong)))

    assert {finding.rule for finding in findings} == set(rules.split())
