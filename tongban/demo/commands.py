"""``tongban demo``: load the demo and show what the audit says of the report as printed."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from tongban.operations.start import OperationError, plain_errors, start_django

if TYPE_CHECKING:
    from tongban.ground.people.models import Applicant

PRESENT, LEAST = Decimal("0.1"), Decimal("0.001")
"""Of the present year so much of the scale is loaded, and never less."""
REAL_OFFICE = (
    "该数据库已有正式用户，不装入演示数据：演示账号的口令是公开的。"
    "请用另一个空数据库（TONGBAN_DATABASE_URL、TONGBAN_VAR）。"
)


@plain_errors
def demo(
    year: Annotated[int, typer.Option(help="另装入这一年全市的办件；0 为不装。")] = 0,
    scale: Annotated[str, typer.Option(help="规模：1 为全年，0.01 为百分之一。")] = "1",
    seed: Annotated[int, typer.Option(min=0, help="随机种子；同年、同规模、同种子，数据相同。")] = 2022,
) -> None:
    """装入演示数据（可重复执行）：示例人员、2022 年度原报告与更正示例；显示原报告的审核小结。

    Load the demo (can be repeated): invented people, the account of 2022 as printed and corrected; a year of the city.
    """
    size = _scale(scale)
    start_django()
    from django.utils.translation import override

    from tongban.demo.account import PRINTED

    console = Console()
    people, corrected, applicants, told = _load_the_office(console)
    if year:
        load_the_year(console, year, size, seed)
        load_the_present(console, year, size, seed, people)
        with override("zh-hans"), console.status("运行类指标取数 …"):
            measure_and_bind(console, corrected, people)
    _show_audit(console, PRINTED)
    _show_accounts(console, applicants.values())
    for each in told:
        console.print(each, highlight=False)


def _load_the_office(console: Console) -> tuple[Mapping[str, Any], Any, Mapping[str, "Applicant"], list[str]]:
    """Load people, catalogue, accounts, living cases and the rooms' stories; return whom and what to tell of."""
    from django.db import transaction
    from django.utils.timezone import now
    from django.utils.translation import override

    from tongban.demo.account import load_corrected, load_printed
    from tongban.demo.applicants import load_applicants
    from tongban.demo.cases import load_cases
    from tongban.demo.catalogue import load_catalogue
    from tongban.demo.messages import forget_history, load_news, mark_old_read
    from tongban.demo.parcels import send_parcels
    from tongban.demo.people import RealOffice, create_officers, create_staff
    from tongban.demo.registers import load_registers
    from tongban.demo.room_stories import load_room_stories

    with override("zh-hans"), console.status("装入演示数据 …") as status, transaction.atomic():
        try:
            people = create_staff()
        except RealOffice as error:
            raise OperationError(REAL_OFFICE) from error
        load_catalogue(people)
        officers = create_officers()
        applicants = load_applicants(officers)
        load_printed(people)
        corrected = load_corrected(people)
        load_cases(now(), progress=lambda done, of: status.update(f"装入示例办件 {done}/{of} …"))
        load_registers(now(), applicants)
        told = load_room_stories(people, officers, applicants, at=now())
        load_news(now(), people, applicants)
    forget_history(now())
    send_parcels(now())
    mark_old_read(now())
    return people, corrected, applicants, told


def _show_accounts(console: Console, applicants: Iterable["Applicant"]) -> None:
    from tongban.demo.people import CAST, OFFICERS, PASSWORD

    console.print(f"\n演示账号（口令均为 [bold]{PASSWORD}[/]）：")
    for person in (*CAST, *OFFICERS):
        console.print(f"  {person.username:<12}{person.name}", highlight=False)
    for applicant in applicants:
        if applicant.account:
            console.print(f"  {applicant.account.username:<12}{applicant.name}", highlight=False)


def _scale(told: str) -> Decimal:
    """Return the scale asked for: above nothing, up to ten years in one."""
    try:
        scale = Decimal(told)
    except InvalidOperation:
        raise OperationError(f"规模应当是数字，例如 1 或 0.01：{told}") from None
    if not Decimal("0.001") <= scale <= 10:
        raise OperationError(f"规模应当在 0.001 到 10 之间：{told}")
    return scale


def load_the_present(
    console: Console, past: int, scale: Decimal, seed: int, people: Mapping[str, Any]
) -> None:
    """Load what has come in this year, a tenth of what a whole past year has, so that the office looks at work."""
    from django.utils.timezone import localdate, now

    from tongban.demo.elsewhere import load_elsewhere
    from tongban.demo.present_targets import load_present_targets
    from tongban.demo.year.loader import load_year, processes_here
    from tongban.ground.kit.calendars import calendar
    from tongban.ground.ledger.seal_writer import seal

    year, days = localdate().year, calendar()
    has_begun = year in days.published_years and days.working_days(year)[0] < localdate()
    if year == past or not has_begun:
        return
    with console.status(f"装入 {year} 年办件 …"):
        size = max(scale * PRESENT, LEAST)
        found = load_year(year, size, seed + year, at=now(), processes=processes_here())
        load_present_targets(year, size, people)
        load_elsewhere(year, at=now())
        seal(at=now())
    console.print(
        f"{year} 年至昨日办件 {found.whole} 件（模拟），本次装入台账记录 {found.entries} 条，已封存。"
    )


def load_the_year(console: Console, year: int, scale: Decimal, seed: int) -> None:
    """Load a year of the city, its hotline and its hall with a progress bar; what an interrupted load left is finished."""
    from django.utils.timezone import now
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from tongban.demo.hall_year.loader import load_hall_year
    from tongban.demo.hotline_year.loader import load_hotline_year
    from tongban.demo.year.loader import NoCalendar, OtherYear, load_year, processes_here
    from tongban.ground.ledger.seal_writer import seal

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:

        def load(name: str, load_from: Callable[..., Any]) -> Any:
            bar = bars.add_task(name, total=None)

            def progress(done: int, of: int) -> None:
                bars.update(bar, completed=done, total=of)

            return load_from(year, scale, seed, at=now(), processes=processes_here(), progress=progress)

        try:
            cases = load(f"装入 {year} 年办件", load_year)
            orders = load(f"装入 {year} 年热线工单", load_hotline_year)
            visits = load(f"装入 {year} 年大厅到访", load_hall_year)
        except OtherYear as other:
            raise OperationError(f"{year} 年已按另一规模或种子装入（{other}），不能再装一份。") from other
        except NoCalendar as missing:
            raise OperationError(f"没有 {missing.year} 年的放假安排，不能模拟 {year} 年。") from missing
        bars.add_task("封存台账", total=None)
        seal(at=now())
    entries = cases.entries + orders.entries + visits.entries
    console.print(
        f"{year} 年办件 {cases.whole} 件、热线工单 {orders.whole} 件、"
        f"大厅到访 {visits.whole} 人次（模拟），本次装入台账记录 {entries} 条，已封存。"
    )


def measure_and_bind(console: Console, account: Any, people: Mapping[str, Any]) -> None:
    """Compute the year's figures from a snapshot and let the corrected account take its operating values from them."""
    from django.utils.timezone import now

    from tongban.account.insight.engines.duckdb_engine import duckdb_engine
    from tongban.account.insight.kept_values import keep_values
    from tongban.account.insight.rules import year_of
    from tongban.account.insight.snapshot.writer import make_snapshot
    from tongban.demo.operating_indicators import bind_operating_indicators, record_uptime

    at = now()
    record_uptime(account.year)
    keep_values(year_of(account.year), engine=duckdb_engine(make_snapshot(at=at)), at=at)
    for name in bind_operating_indicators(account, people):
        console.print(f"“{name}”仍为填报值：业务记录与公布数不一致或没有记录。", style="dim")


def _show_audit(console: Console, path: Path) -> None:
    from tongban.account.audit.reader import read
    from tongban.account.audit.render.text import show_summary
    from tongban.account.audit.rule import check

    report = read(path)
    show_summary(console, report, check(report), "zh")
    console.print(f"逐条说明：tongban audit {path}", style="dim", soft_wrap=True)
