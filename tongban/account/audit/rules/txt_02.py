"""TXT-02: a weakness admitted in the text while the same topic is rated as met."""

from collections.abc import Iterator
from functools import cache

from tongban.account.audit.concepts import missed, reached
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import words
from tongban.account.audit.prose import ITEM_NUMBER, has_any, sentences, without_spaces
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

TEXT = "五、部门（单位）整体支出绩效中存在问题及改进措施\n\n（一）预算编制的精细化有待提高。\n\n"
ROW = "决策|预算编制规范性|规范|规范|预算批复|0%|"

RULE = Rule(
    code="TXT-02",
    severity="error",
    title=Words("文字承认不足，同类指标却评为达标", "A weakness admitted, the same topic rated as met"),
    why=Words(
        "问题部分承认做得不好，自评表却填“规范”“明确”，评价没有依据。",
        "Admitting a weakness while rating the topic “sound” or “clear” leaves the rating without ground.",
    ),
    source=Words(
        "财政复核通行做法：文表一致；词表为参数", "Practice of finance reviews; the words are parameters"
    ),
    parameters={
        "weaknesses": (
            "有待",
            "不够",
            "不足",
            "笼统",
            "薄弱",
            "偏大",
            "滞后",
            "不到位",
            "不完善",
            "不健全",
            "不规范",
            "不强",
            "不高",
            "不明确",
            "欠缺",
        ),
        "topics": (
            "预算编制=预算编制",
            "绩效指标|评价指标|绩效目标|目标设定|指标设置=绩效指标|绩效目标",
            "资产管理|固定资产=资产管理",
            "项目管理=项目管理",
            "内部控制|预算管理制度=预算管理制度",
            "信息公开=信息公开",
            "人员管理=人员管理",
            "基础信息|基础数据=基础信息|基础数据",
            "规划|计划制定=计划制定|规划制定",
        ),
    },
    fires=TEXT + self_evaluation(ROW),
    silent=TEXT + self_evaluation(ROW.replace("规范|规范|", "规范|基本规范|")),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find verbal indicators rated as met on a topic whose weakness section 五 admits.

    A sentence that names a missed indicator with its value tells of that one, not of the topic at large.
    A row that itself records the cause and the measure tells of the weakness and contradicts nothing.
    """
    section = report.section("五")
    if section is None:
        return
    weaknesses = words(given, "weaknesses")
    text = ITEM_NUMBER.sub("", section.text)
    admitted = [part for part in sentences(text) if has_any(part, weaknesses)]
    admitted = [part for part in admitted if not any(_tells(part, row) for row in missed(report))]
    topics = _parted(words(given, "topics"))
    weak = [(part, names) for said, names in topics for part in admitted if has_any(part, said)]
    for indicator in reached(report) if weak else ():
        if indicator.target.value is not None or (indicator.cause and indicator.measure):
            continue
        name = indicator.name.text
        said = next((part for part, names in weak if has_any(name, names)), "")
        if said:
            yield _finding(indicator, said)


@cache
def _parted(topics: tuple[str, ...]) -> tuple[tuple[list[str], list[str]], ...]:
    """Part the parameter into topics: the words of a sentence, and those of an indicator's name."""
    parted = [topic.split("=") for topic in topics]
    return tuple([(said.split("|"), names.split("|")) for said, names in parted])


def _tells(part: str, row: Indicator) -> bool:
    """Say whether a sentence tells how one indicator ended."""
    return (
        row.name.text in part
        and bool(row.actual.text)
        and without_spaces(row.actual.text) in without_spaces(part)
    )


def _finding(indicator: Indicator, said: str) -> Finding:
    return RULE.finding(
        indicator.actual,
        message=Words(
            f"{indicator.name.text}填“{indicator.actual.text}”，但第五部分承认：“{said}”",
            f"{indicator.name.text} is “{indicator.actual.text}”, but section 五 admits: “{said}”",
        ),
        advice=Words(
            "按实际下调评价，或在本行写明原因和改进措施；问题已解决的，改写第五部分。",
            "Lower the rating or record cause and measure in this row; if it is solved, rewrite section 五.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
    )
