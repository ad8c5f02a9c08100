"""``tongban demo``: load the demo and show what the audit says of the report as printed."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from tongban.operations.start import OperationError, in_plain_words, start_django

if TYPE_CHECKING:
    from tongban.ground.people.models import Applicant

REAL_OFFICE = (
    "该数据库已有正式用户，不装入演示数据：演示账号的口令是公开的。"
    "请用另一个空数据库（TONGBAN_DATABASE_URL、TONGBAN_VAR）。"
)


@in_plain_words
def demo() -> None:
    """装入演示数据（可重复执行）：示例人员、2022 年度原报告与更正示例；显示原报告的审核小结。

    Load the demo (can be repeated): invented people, the account of 2022 as printed and corrected.
    """
    start_django()
    from django.db import transaction
    from django.utils.timezone import now
    from django.utils.translation import override

    from tongban.demo.account import PRINTED, load_corrected, load_printed
    from tongban.demo.applicants import load_applicants
    from tongban.demo.cases import load_cases
    from tongban.demo.catalogue import load_catalogue
    from tongban.demo.clients import load_clients
    from tongban.demo.people import RealOffice, settle, settle_officers
    from tongban.demo.registers import load_registers

    console = Console()
    with override("zh-hans"), console.status("装入演示数据 …") as status, transaction.atomic():
        try:
            people = settle()
        except RealOffice as error:
            raise OperationError(REAL_OFFICE) from error
        load_catalogue(people)
        applicants = load_applicants(settle_officers())
        load_clients(people["system_administrator"], applicants)
        load_printed(people)
        load_corrected(people)
        load_cases(now(), progress=lambda done, of: status.update(f"装入示例办件 {done}/{of} …"))
        load_registers(now(), applicants)
    _show_audit(console, PRINTED)
    _show_accounts(console, applicants.values())


def _show_accounts(console: Console, applicants: Iterable["Applicant"]) -> None:
    from tongban.demo.clients import NAME
    from tongban.demo.people import CAST, OFFICERS, PASSWORD

    console.print(f"\n演示账号（口令均为 [bold]{PASSWORD}[/]）：")
    for person in (*CAST, *OFFICERS):
        console.print(f"  {person.username:<12}{person.name}", highlight=False)
    for applicant in applicants:
        if applicant.account:
            console.print(f"  {applicant.account.username:<12}{applicant.name}", highlight=False)
    console.print(
        f"对接系统：{NAME}。以 guanli 登录，在“对接系统”页签发密钥，说明见 /api/v1/docs。", highlight=False
    )


def _show_audit(console: Console, path: Path) -> None:
    from tongban.account.audit.explaining.text import show_summary
    from tongban.account.audit.reading import read
    from tongban.account.audit.rule import check

    report = read(path)
    show_summary(console, report, check(report), "zh")
    console.print(f"逐条说明：tongban audit {path}", style="dim", soft_wrap=True)
