"""The command on reports: list the years kept here, write one as a paper, turn a report file into another format."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tongban.operations.start import InputError, OperationError, plain_errors, say, start_django

if TYPE_CHECKING:
    from tongban.account.audit.report import Report

Paper = Annotated[str, typer.Option("--format", "-f", help="docx、pdf、xlsx、html、json 或 txt。")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="写到哪个文件；不写则以报告名存入当前目录。")
]
Source = Annotated[
    str, typer.Argument(help="年度编号（如 EVAL-2022-000002）或报告文件；不写则列出本机全部年度。")
]


@plain_errors
def report(
    source: Source = "",
    paper: Paper = "pdf",
    output: Output = None,
    draft: Annotated[bool, typer.Option("--draft", help="写当前数据，而不是最近报送的版本。")] = False,
) -> None:
    """输出自评报告（DOCX、PDF、XLSX、HTML、JSON、TXT），或把报告文件转成另一种格式；不带参数时列出年度。

    Write a self-evaluation report, or turn a report file into another format; without arguments list the years.
    """
    from tongban.account.evaluation.papers import FORMATS

    if paper not in FORMATS:
        raise OperationError(f"不认识格式“{paper}”，可用：{'、'.join(FORMATS)}")
    if not source:
        _list_years()
        return
    found = _from_file(Path(source)) if Path(source).suffix else _from_year(source, is_draft=draft)
    _write(found, paper, output or Path(f"{Path(source).stem}.{paper}"))


def _write(found: "Report", paper: str, target: Path) -> None:
    from tongban.account.evaluation.papers import PrintError, write

    try:
        content = write(found, paper)  # type: ignore[arg-type]
        target.write_bytes(content)
    except (PrintError, OSError) as error:
        raise OperationError(f"写不了 {target}：{error}") from error
    say(f"✓ 已写入 {target}（{len(content) / 1000:.0f} kB）")


def _from_file(path: Path) -> "Report":
    from tongban.account.audit.isolation import read_limited
    from tongban.account.audit.reader import UnreadableReport

    try:
        return read_limited(path)
    except UnreadableReport as error:
        raise InputError(str(error)) from error


def _from_year(reference: str, *, is_draft: bool) -> "Report":
    start_django()
    from tongban.account.evaluation.models import Evaluation
    from tongban.account.evaluation.queries import versions
    from tongban.account.evaluation.queries.account import account_of
    from tongban.account.evaluation.queries.report import report_of

    year = next((each for each in Evaluation.objects.all() if each.reference == reference), None)
    if year is None:
        raise OperationError(f"没有编号为“{reference}”的年度；tongban report 列出全部年度")
    filed = year.versions.order_by("-number").first()
    if is_draft or filed is None:
        return report_of(account_of(year))
    return versions.report_in(filed)


def _list_years() -> None:
    start_django()
    from tongban.account.evaluation.models import Evaluation

    for year in Evaluation.objects.select_related("department"):
        say(f"{year.reference}  {year}  {year.get_status_display()}")
