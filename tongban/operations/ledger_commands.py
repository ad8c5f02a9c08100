"""The commands on the ledger: verify it, seal it, adopt rows that were changed by hand."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from tongban.operations.start import OperationError, plain_errors, say, start_django

if TYPE_CHECKING:
    from tongban.ground.ledger.problems import LedgerProblem

SHOWN = 50
LONG, MANY = 5000, 50_000
"""From how many entries on a progress bar is shown, and several processes share the work."""


@plain_errors
def verify(
    what: Annotated[
        str,
        typer.Argument(
            help="ledger（台账）、files（存储的文件）、numbers（编号）、draws（随机抽取）或 figure（一个数）。"
        ),
    ] = "ledger",
    code: Annotated[str, typer.Argument(help="figure：指标代码，例如 hall-cases。")] = "",
    period: Annotated[str, typer.Argument(help="figure：期间，例如 2022 或 2022-07。")] = "",
    engine: Annotated[str, typer.Option(help="figure：postgresql、duckdb 或 Spark 地址。")] = "duckdb",
    new: Annotated[bool, typer.Option("--new", help="ledger：只核验上次全部核验以后的部分。")] = False,
    limit: Annotated[int, typer.Option(min=1, help="最多逐条列出多少个问题。")] = SHOWN,
    since: Annotated[str, typer.Option(help="库外另存的封存：序号:哈希，与现在的台账比对。")] = "",
) -> None:
    """核验台账和业务数据（哈希链、签名、封存、办理过程、各表各行），或存储的文件、编号、随机抽取、一个数；有出入时返回 1。"""
    if what not in ("ledger", *OTHERS, "figure") or (what == "figure" and not (code and period)):
        raise OperationError("用法：tongban verify，或 tongban verify figure hall-cases 2022")
    start_django()
    if what == "figure":
        from tongban.operations.insight_commands import verify_figure

        if not verify_figure(code, period, engine):
            raise typer.Exit(1)
        return
    if what in OTHERS:
        OTHERS[what](limit)
        return
    _verify_ledger(limit, since, new=new)


def _verify_files(limit: int) -> None:
    from tongban.ground.kit.files import changed_on_disk
    from tongban.ground.kit.models import StoredFile

    count = StoredFile.objects.count()
    with _progress(count, "核对文件") as advance:
        found = list(changed_on_disk(progress=advance))
    for stored, is_there in found[:limit]:
        say(f"✗ {'内容已被改动' if is_there else '文件缺失'}：{stored.name}（{stored.digest}）")
    if found:
        say(f"✗ {count} 个文件中有 {len(found)} 个不是当初所存")
        raise typer.Exit(1)
    say(f"✓ {count} 个文件与当初所存一致")


def _verify_numbers(limit: int) -> None:
    from tongban.ground.matters.gaps import check_series

    lost = 0
    for series in check_series():
        why = "".join(f"，{count} 个已预留未用（{note}）" for note, count in series.set_aside.items())
        say(f"{'✗' if series.lost else '✓'} {series.name} {series.year}：编号 {series.given} 个{why}")
        if series.lost:
            say(f"  缺 {len(series.lost)} 个：{'、'.join(series.lost[:limit])}")
        lost += len(series.lost)
    if lost:
        say(f"✗ {lost} 个编号查无下落")
        raise typer.Exit(1)
    say("✓ 每个编号都有下落")


def _verify_draws(limit: int) -> None:
    from tongban.ground.matters.draw_seeds import check_draws

    found = list(check_draws())
    wrong = [each for each in found if not each.is_true or each.is_own_seed is False]
    for each in wrong[:limit]:
        why = "种子不是本机所出" if each.is_true else "按种子和名单重抽，结果不同"
        say(f"✗ {each.entry.subject} · {each.entry.number}：{why}")
    foreign = sum(each.is_own_seed is None for each in found)
    say(f"随机抽取 {len(found)} 次，其中 {foreign} 次的种子随迁入数据而来或密钥不在本机")
    if wrong:
        say(f"✗ {len(wrong)} 次与公布的不符")
        raise typer.Exit(1)
    say("✓ 每次抽取都与公布的种子和名单相符")


OTHERS = {"files": _verify_files, "numbers": _verify_numbers, "draws": _verify_draws}
"""What `verify` checks besides the ledger and a figure."""


def _verify_ledger(limit: int, since: str, *, new: bool) -> None:
    from tongban.ground.ledger import macs, verification
    from tongban.ground.ledger.witness import compare_with_witness

    if macs.is_lost():
        say("✗ 记录密钥 entry.key 不见了：在放回之前，各条记录都认不出是本机所写")
    kept_outside = _kept_outside(since) if since else None

    entries = 0 if new else verification.entries_to_verify()
    processes = min(2, os.cpu_count() or 1) if entries >= MANY else 1
    with _progress(entries, "核验台账") as advance:
        whole = partial(verification.verify, progress=advance, processes=processes)
        result = verification.verify_new() if new else whole()
    say(
        f"台账 {result.entries} 条，{result.subjects} 个事项链；封存 {result.seals} 次，库外记录 {result.noted_seals} 条；"
    )
    say(
        f"核对事项状态 {result.matters} 个，业务数据 {result.rows} 行。最新封存：{result.head or '（尚未封存）'}"
    )
    problems = [*(compare_with_witness(*kept_outside) if kept_outside else ()), *result.problems]
    for problem in problems[:limit]:
        say(f"✗ {problem}")
    if len(problems) > limit:
        say(f"… 另有 {len(problems) - limit} 个问题")
    if problems:
        say(f"✗ 发现 {len(problems)} 个问题")
        raise typer.Exit(1)
    if kept_outside:
        say(f"✓ 第 {kept_outside[0]} 次封存与库外另存的哈希相同")
    say("✓ 台账完整，未发现改动")


def _kept_outside(told: str) -> tuple[int, str]:
    """Return a seal's number and hash as somebody kept them outside."""
    number, _, seal_hash = told.replace(" ", "").lower().partition(":")
    if not number.isdecimal() or not re.fullmatch("[0-9a-f]{64}", seal_hash):
        raise OperationError("--since 写作 序号:哈希，哈希为 64 位十六进制，例如 --since 12:3f…")
    return int(number), seal_hash


@plain_errors
def seal() -> None:
    """封存台账：对上次封存以来的记录计算 Merkle 根并签名。"""
    start_django()
    from django.utils import timezone

    from tongban.ground.exchange.seal_witness import queue_for_witnesses
    from tongban.ground.ledger import seal_writer
    from tongban.ground.ledger.keys import KeyMissing
    from tongban.ground.ledger.witness import NotesContradict

    try:
        made = seal_writer.seal(at=timezone.now())
    except (KeyMissing, NotesContradict) as error:
        raise OperationError(str(error)) from error
    if made is None:
        say("没有新的记录需要封存")
        return
    queue_for_witnesses(at=timezone.now())
    say(f"✓ 第 {made.number} 次封存：{made.count} 条记录，哈希 {made.hash}")


@plain_errors
def ledger(
    act: Annotated[str, typer.Argument(help="adopt：把不经办理而改动的业务数据照现状认下。")],
    reason: Annotated[str, typer.Option(help="adopt：原因，记入台账。")] = "",
    limit: Annotated[int, typer.Option(min=1, help="最多逐条列出多少处。")] = SHOWN,
) -> None:
    """台账：核验指出的、有意用 SQL 更正的业务数据，写明原因后照现状认下（须以数据表所有者连接）。"""
    if act != "adopt":
        raise OperationError("用法：tongban ledger adopt --reason “……”")
    if not reason.strip():
        raise OperationError("请写明原因，例如：tongban ledger adopt --reason “依某号批示更正登记错误”")
    start_django(as_owner=True)
    found = _adopted(reason.strip())
    for problem in found[:limit]:
        say(f"  {problem}")
    if len(found) > limit:
        say(f"… 另有 {len(found) - limit} 处")
    if not found:
        say("业务数据都与办理所留相符，没有可认下的")
        return
    say(f"✓ 已照现状认下 {len(found)} 处，原因已记入台账")
    seal()


def _adopted(reason: str) -> "list[LedgerProblem]":
    """Adopt the rows that no act explains, and return which they were."""
    from django.db import ProgrammingError, connection, transaction
    from django.utils import timezone
    from psycopg.errors import InsufficientPrivilege

    from tongban.ground.ledger import adoption
    from tongban.ground.ledger.image_check import unexplained_rows
    from tongban.operations.schema import NOT_THE_OWNER

    try:
        with transaction.atomic():
            found = unexplained_rows()
            if found:
                counts = {table: len(problems) for table, problems in found.items()}
                adoption.adopt(reason, counts, by=None, at=timezone.now())
    except ProgrammingError as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        raise OperationError(NOT_THE_OWNER.format(role=connection.settings_dict["USER"])) from error
    return [problem for problems in found.values() for problem in problems]


@contextmanager
def _progress(total: int, title: str) -> Iterator[Callable[[int], None]]:
    if total < LONG:
        yield lambda done: None
        return
    from rich.progress import Progress

    with Progress(transient=True) as bars:
        bar = bars.add_task(title, total=total)
        yield lambda done: bars.update(bar, completed=done)
