"""BUD-12: basic spending listed among the projects."""

from collections.abc import Iterator

from tongban.account.audit.fragments import budget
from tongban.account.audit.parameters import words
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="BUD-12",
    severity="info",
    title=Words("项目中列有基本支出性质的费用", "Basic spending among the projects"),
    why=Words(
        "体检、制服、办公设备等通常由公用经费开支，列入项目会虚增项目支出。",
        "Check-ups, uniforms or office equipment are usually running costs; as projects they inflate them.",
    ),
    source=Words(
        "预算法实施条例第六条（基本支出与项目支出分列）；词表为惯例，可配置",
        "Budget Law Regulation Art. 6 (basic and project spending apart); the words are practice, configurable",
    ),
    parameters={
        "words": (
            "体检",
            "制服",
            "人才代理",
            "党团活动",
            "办公设备",
            "办公费",
            "水电",
            "物业",
            "差旅费",
            "公务接待",
            "公务用车",
            "工会经费",
            "福利费",
            "工资",
            "津贴",
        )
    },
    fires=budget("体检费|10||10|10|100.00%"),
    silent=budget("体检费|10||10|10|100.00%", "宣传费|10||10|10|100.00%")
    + "\n预算项目\t经济分类\n体检费\t30299 其他商品和服务支出\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find project lines named like running costs that do not state their economic class."""
    basic_words = words(given, "words")
    for line in report.budget.of_level("line"):
        name = line.name.text
        word = next((word for word in basic_words if word in name), None)
        if word is None or line.economic_class:
            continue
        yield RULE.finding(
            line.name,
            message=Words(
                f"“{name}”含“{word}”，通常属于基本支出的公用经费，却列为项目",
                f"“{name}” contains “{word}”, usually a running cost of basic spending, but is listed as a project",
            ),
            advice=Words(
                "核对是否应列入基本支出；确属项目的，在预算执行说明中注明经济分类。",
                "Check whether it belongs to basic spending; if a project, state its economic class (经济分类).",
            ),
            section="七",
            row=name,
            column="项目名称",
            expected="经济分类",
        )
