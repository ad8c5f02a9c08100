"""TXT-05: missed targets without a measure, an owner and a date."""

import re
from collections.abc import Iterator

from tongban.account.audit.concepts import missed
from tongban.account.audit.deviation import table_head
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.prose import items, speaks_of
from tongban.account.audit.report import Cell, Indicator, Report, Section
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

OWNED = re.compile(r"责任(?:处室|单位|部门|人)\s*[：:]\s*\S")
DATED = re.compile(r"(?:完成时限|完成时间|整改期限)\s*[：:]\s*\d{4}")
TEXT = "五、部门（单位）整体支出绩效中存在问题及改进措施\n\n（一）可行性研究报告评估数量未达标。{}\n\n"
ROW = self_evaluation("履职|可行性研究报告评估数量|≥30 个|23 个|台账|-23.33%|申报减少")

RULE = Rule(
    code="TXT-05",
    severity="warning",
    title=Words("未达标指标没有整改措施、责任人和时限", "Missed targets without measure, owner and date"),
    why=Words(
        "没有责任处室和完成时限的措施无法督办，问题来年还在。",
        "A measure without owner and date cannot be followed up; the problem will be back next year.",
    ),
    source=Words(
        "苏州市自评报告格式第五部分；财预〔2020〕10号：自评结果应用和整改",
        "Suzhou report form, section 五; MOF document 财预〔2020〕10号 on using the results",
    ),
    fires=TEXT.format("下一步加强管理。") + ROW,
    silent=TEXT.format("下一步按季度核定任务。责任处室：项目建设审批一处；完成时限：2023-06-30。") + ROW,
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find adverse indicators that neither section 五 nor their own row answers in full.

    An item of section 五 answers when it names the indicator, 责任处室 and 完成时限; a row answers with
    cause, measure, owner and due (a joint column of cause and measure counts for both).
    """
    joint = any("措施" in cell.text for cell in report.indicator_header)
    open_rows = [row for row in missed(report) if not _is_answered(row, joint=joint)]
    if not open_rows:
        return
    section = report.section("五")
    parts = items(section)
    unnamed, unowned = [], []
    for row in open_rows:
        naming = [part for part in parts if speaks_of(part, row.name.text)]
        if not naming:
            unnamed.append(row)
        elif not any(OWNED.search(part) and DATED.search(part) for part in naming):
            unowned.append(row)
    place = _place(section, report)
    if unnamed:
        yield _finding(place, unnamed, Words("未提及", "passed over"))
    if unowned:
        yield _finding(place, unowned, Words("措施无责任处室或完成时限", "measure without owner or date"))


def _is_answered(row: Indicator, *, joint: bool) -> bool:
    """Say whether the row itself records cause, measure, owner and date."""
    return bool(row.cause and (row.measure or joint) and row.owner and row.due)


def _place(section: Section | None, report: Report) -> Cell:
    """Return the text of section 五, else its heading, else the indicator table."""
    if section is None:
        return table_head(report)
    return section.paragraphs[0] if section.paragraphs else section.heading


def _finding(place: Cell, rows: list[Indicator], lack: Words) -> Finding:
    names = "、".join(f"{row.name.text}（{row.target.text}，实际 {row.actual.text}）" for row in rows)
    return RULE.finding(
        place,
        message=Words(
            f"未达标指标在问题及改进措施中{lack.zh}（{len(rows)} 项）：{names}",
            f"{len(rows)} missed indicators, {lack.en} in problems and measures: {names}",
        ),
        advice=Words(
            "逐项写明问题、措施、责任处室和完成时限（YYYY-MM-DD），或在指标说明中填写。",
            "State problem, measure, owner (责任处室) and date (完成时限) of each here or in the indicator annex.",
        ),
        section="五",
        printed="",
        expected="责任处室；完成时限",
    )
