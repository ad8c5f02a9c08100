"""The command ``tongban events``: the histories of our cases as OCEL 2.0 or XES."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tongban.operations.start import OperationError, plain_errors, say, start_django


@plain_errors
def events(
    out: Annotated[Path, typer.Option("--out", "-o", help="写到哪个文件。")],
    form: Annotated[
        str, typer.Option("--format", "-f", help="ocel（OCEL 2.0 JSON）或 xes（IEEE 1849）。")
    ] = "ocel",
    since: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="自哪天起收件。")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="至哪天止收件。")
    ] = None,
) -> None:
    """导出办件事件日志（不含个人信息；草稿不导出），供流程挖掘工具使用。

    Write the histories of our cases for tools of process mining; no personal data goes out.
    """
    from tongban.work.logs.papers import FORMATS

    if form not in FORMATS:
        raise OperationError(f"不认识格式“{form}”，可用：{'、'.join(FORMATS)}")
    if not out.absolute().parent.is_dir():
        raise OperationError(f"没有文件夹 {out.absolute().parent}；请先建好，或换一个 --out")
    start_django()
    count = _write(form, since, until, out)
    say(f"✓ 已写入 {out}（{count} 件，{out.stat().st_size / 1e6:.1f} MB）")


def _write(form: str, since: datetime | None, until: datetime | None, out: Path) -> int:
    from django.utils.timezone import now

    from tongban.doors.desk.actions import export_events
    from tongban.doors.desk.queries import filed_between
    from tongban.ground.ledger import Refused

    first, last = (day and day.date() for day in (since, until))
    words = {name: day.isoformat() for name, day in (("since", first), ("until", last)) if day}
    try:
        file, count = export_events(filed_between(first, last), form, words, by=None, at=now())
    except Refused as refused:
        raise OperationError(str(refused)) from refused
    try:
        with file, out.open("wb") as target:
            shutil.copyfileobj(file, target)
    except OSError as error:
        raise OperationError(f"写不了 {out}：{error}") from error
    return count
