"""PUB-01: publication promised without a date or an address."""

from collections.abc import Iterator

from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

SECTION = "六、绩效自评结果拟应用和公开情况\n\n评价结果作为下年度预算安排的依据，并向社会公开。\n"

RULE = Rule(
    code="PUB-01",
    severity="warning",
    title=Words("公开情况无日期、无地址", "Publication without a date or an address"),
    why=Words(
        "只承诺公开，不写何时、在哪里公开，社会无法监督。",
        "A promise to publish without saying when and where cannot be checked by anyone.",
    ),
    source=Words(
        "预算法第十四条（批复后二十日内公开）；政府信息公开条例第二十条",
        "Budget Law, Article 14 (within 20 days of the reply); Government Information Regulations, Article 20",
    ),
    fires=SECTION,
    silent=f"公开日期：2023-09-20\n\n公开地址：https://example.gov.cn/2022.html\n\n{SECTION}",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a report that does not say when and where it is published."""
    wanted = (
        ("公开日期", "date", report.imprint.published_on),
        ("公开地址", "address", report.imprint.published_at),
    )
    missing = [(zh, en) for zh, en, cell in wanted if not cell]
    if not missing:
        return
    section = report.section("六")
    zh, en = "、".join(zh for zh, _ in missing), " and ".join(en for _, en in missing)
    yield RULE.finding(
        section.heading if section else report.title,
        message=Words(f"未写{zh}", f"No {en} of publication"),
        advice=Words(
            "在报告中列明公开日期（YYYY-MM-DD）和公开地址。",
            "Print the lines 公开日期 (YYYY-MM-DD) and 公开地址.",
        ),
        section="六",
        column=zh,
        printed="",
        expected=zh,
    )
