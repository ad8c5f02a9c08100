"""The commands ``tongban audit`` and ``tongban rule``. Loads what a format needs only when it is asked for."""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tongban.account.audit.words import Words

if TYPE_CHECKING:
    from tongban.account.audit.plan import AuditPlan

REFUSED = 2
NOTHING = Words("没有可审核的文件", "There is no file to audit")


class OutputFormat(StrEnum):
    """What the audit is written as."""

    text = "text"
    json = "json"
    html = "html"
    xlsx = "xlsx"


class SeverityLevel(StrEnum):
    """The least severity that is shown."""

    error = "error"
    warning = "warning"
    info = "info"


class Tongue(StrEnum):
    """The language of the messages."""

    zh = "zh"
    en = "en"


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="文件…",
        help="自评报告文件或文件夹（txt docx xlsx pdf html json）。Reports, or folders of them.",
    ),
]
FormatName = Annotated[
    OutputFormat | None,
    typer.Option("--format", "-f", help="输出格式，默认 text，或由输出文件名决定。Output format."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="写入文件；多份报告输出 html 时为文件夹。File (or folder) to write."),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--rule", help="只查这条规则或这一类（如 IND-01、BUD）。Only this rule or family."),
]
Ignored = Annotated[
    list[str] | None, typer.Option("--ignore", help="不查这条规则或这一类。Leave out this rule or family.")
]
Least = Annotated[
    SeverityLevel, typer.Option("--severity", help="只显示这一级及更重的。Least severity shown.")
]
Settings = Annotated[
    Path | None,
    typer.Option(
        "--config", help="配置文件（TOML）：各规则的界限和 ignore 列表。Thresholds and ignored rules."
    ),
]
Lang = Annotated[Tongue, typer.Option("--lang", help="语言：zh 中文，en 英文。Language of the messages.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", help="同时处理的份数，0 为全部核心。0 means all cores.")]
Code = Annotated[str, typer.Argument(metavar="规则", help="规则代码，如 IND-01。The code of a rule.")]


def audit(
    files: Files,
    output_format: FormatName = None,
    output: Output = None,
    only: Only = None,
    ignore: Ignored = None,
    severity: Least = SeverityLevel.info,
    config: Settings = None,
    lang: Lang = Tongue.zh,
    jobs: Jobs = 0,
) -> None:
    """审核自评报告：逐条指出问题在哪里、印的是什么、应是什么、怎么改。

    Audit self-evaluation reports. 退出码 Exit code：0 没有错误级问题，1 有，2 有文件读不了。
    """
    from tongban.account.audit.batch import files_in
    from tongban.account.audit.output import deliver_many, deliver_one, output_error, print_error

    plan = _plan(output_format, output, only or [], ignore or [], severity, config, lang)
    paths = files_in(files)
    many = len(paths) != 1 or files[0].is_dir()
    problem = output_error(plan, many=many) if paths else NOTHING
    if problem:
        print_error(problem.said_in(plan.language))
        raise typer.Exit(REFUSED)
    if many:
        raise typer.Exit(deliver_many(paths, plan, jobs or len(os.sched_getaffinity(0))))
    raise typer.Exit(deliver_one(paths[0], plan))


def rule(code: Code, lang: Lang = Tongue.zh) -> None:
    """说明一条审核规则：查什么、为什么、依据、界限、示例。Explain one rule of the audit."""
    from tongban.account.audit.configuration import ConfigurationError, select_rules
    from tongban.account.audit.documentation import page_in
    from tongban.account.audit.output import print_error

    try:
        rules = select_rules([code], ())
    except ConfigurationError as error:
        print_error(error.words.said_in(lang.value))
        raise typer.Exit(REFUSED) from None
    for each in rules:
        typer.echo(page_in(each, lang.value))


def _plan(
    output_format: OutputFormat | None,
    output: Path | None,
    only: list[str],
    ignore: list[str],
    severity: SeverityLevel,
    config: Path | None,
    lang: Tongue,
) -> "AuditPlan":
    """Return the plan the options describe; what cannot be followed ends the command with one line."""
    from tongban.account.audit.configuration import (
        Configuration,
        ConfigurationError,
        read_configuration,
        select_rules,
    )
    from tongban.account.audit.output import print_error
    from tongban.account.audit.plan import AuditPlan

    try:
        known = read_configuration(config) if config else Configuration()
        rules = select_rules(only, (*known.ignore, *ignore))
    except ConfigurationError as error:
        print_error(error.words.said_in(lang.value))
        raise typer.Exit(REFUSED) from None
    return AuditPlan(
        rules=tuple(rule.code for rule in rules),
        parameters=known.parameters,
        severity=severity.value,
        format=(output_format or _format_of(output)).value,
        language=lang.value,
        output=output,
    )


def _format_of(output: Path | None) -> OutputFormat:
    """Return the format a file's name asks for: text unless it ends in .json, .html or .xlsx."""
    suffix = output.suffix.lstrip(".").lower() if output else ""
    return OutputFormat(suffix) if suffix in set(OutputFormat) else OutputFormat.text
