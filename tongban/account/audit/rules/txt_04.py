"""TXT-04: missed results that the analysis of results does not mention."""

from collections.abc import Iterator

from tongban.account.audit.concepts import RESULT_CLASSES, missed
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import words
from tongban.account.audit.prose import speaks_of
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

TEXT = "四、部门（单位）整体支出绩效实现情况\n\n（三）产出和效益情况分析。{}。\n\n"
ROW = self_evaluation("履职|可行性研究报告评估数量|≥30 个|23 个|台账|-23.33%|")

RULE = Rule(
    code="TXT-04",
    severity="warning",
    title=Words("产出和效益分析未提及未达标指标", "Missed results not mentioned in the analysis"),
    why=Words(
        "产出和效益分析只讲成绩、不讲未达标的指标，读者得不到真实情况。",
        "An analysis that tells only successes keeps the missed results from the reader.",
    ),
    source=Words(
        "苏州市自评报告格式第四部分（三）产出和效益情况分析",
        "Suzhou report form, section 四（三）: analysis of outputs and benefits",
    ),
    parameters={"classes": RESULT_CLASSES},
    fires=TEXT.format("全面完善一网通办") + ROW,
    silent=TEXT.format("可行性研究报告评估数量 23 个，未达目标") + ROW,
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find adverse indicators of output, benefit, duty and satisfaction that 四（三） passes over."""
    section = report.section("四")
    if section is None or not section.paragraphs:
        return
    classes = words(given, "classes")
    results = [row for row in missed(report) if row.level1.text.startswith(classes)]
    if not results:
        return
    index, offset = next(
        ((i, p.text.find("（三）")) for i, p in enumerate(section.paragraphs) if "（三）" in p.text), (0, 0)
    )
    rest = section.paragraphs[index].text[offset:], *(p.text for p in section.paragraphs[index + 1 :])
    text = "\n".join(rest)
    silent = [row for row in results if not speaks_of(text, row.name.text)]
    if silent:
        yield _finding(report, silent, index, offset)


def _finding(report: Report, silent: list[Indicator], index: int, offset: int) -> Finding:
    section = report.section("四")
    place = section.place(index, offset) if section else silent[0].name
    names = "、".join(f"{row.name.text}（{row.target.text}，实际 {row.actual.text}）" for row in silent)
    return RULE.finding(
        place,
        message=Words(
            f"产出和效益情况分析未提及 {len(silent)} 项未达标指标：{names}",
            f"The analysis of results passes over {len(silent)} missed indicators: {names}",
        ),
        advice=Words(
            "逐项写明完成值、与目标的差距和原因。",
            "Tell value, gap and cause of each in section 四（三）.",
        ),
        section="四",
        row="（三）",
        printed="",
        expected=names,
    )
