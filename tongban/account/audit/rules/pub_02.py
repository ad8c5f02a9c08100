"""PUB-02: a report nobody signs."""

from collections.abc import Iterator

from tongban.account.audit.report import Imprint, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

FIELDS = (
    ("编制日期", "date", "prepared_on"),
    ("编制人", "author", "author"),
    ("联系电话", "contact", "contact"),
    ("盖章", "seal", "seal"),
    ("版本", "version", "version"),
)
TITLE = "苏州市市级预算部门（单位）整体支出预算绩效自评报告\n\n（2022 年度）\n\n"

RULE = Rule(
    code="PUB-02",
    severity="warning",
    title=Words("缺编制日期、编制人、联系方式、盖章或版本", "No date, author, contact, seal or version"),
    why=Words(
        "看不出谁在何时编制、是哪一版，报告就没有人负责，也无法核对报送稿和公开稿。",
        "Without date, author and version nobody answers for the paper and the filed and the published one "
        "cannot be told apart.",
    ),
    source=Words("财政复核通行做法", "Practice of finance reviews"),
    fires=TITLE,
    silent=TITLE
    + "编制日期：2023-03-01\n\n编制人：王明\n\n联系电话：0512-00000000\n\n盖章：已盖章\n\n版本：2022-1\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find the imprint lines that are missing."""
    imprint: Imprint = report.imprint
    missing = [(zh, en) for zh, en, name in FIELDS if not getattr(imprint, name)]
    if missing:
        zh, en = "、".join(zh for zh, _ in missing), ", ".join(en for _, en in missing)
        yield RULE.finding(
            report.title,
            message=Words(f"报告未写{zh}", f"The report names no {en}"),
            advice=Words(
                "在标题下各占一行列明，如“编制人：王明”。", "Print each on a line of its own below the title."
            ),
            column=zh,
            printed="",
            expected=zh,
        )
