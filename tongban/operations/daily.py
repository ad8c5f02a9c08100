"""The command ``tongban daily``: the duties and the outbox once, for whoever lets a timer do it; safe to run twice."""

from typing import TYPE_CHECKING

import typer

from tongban.operations.start import plain_errors, say, start_django

if TYPE_CHECKING:
    from tongban.ground.matters.models import DutyRun


@plain_errors
def daily() -> None:
    """办理全部自动事项（与 tongban serve 运行时相同），并发出发件箱中到期的内容。可重复执行。"""
    start_django()
    from django.utils.timezone import now

    from tongban.ground.exchange.outbox import deliver_due
    from tongban.ground.kit import clock_watch
    from tongban.ground.matters import runs
    from tongban.ground.matters.duties import duties

    clock_watch.note_time(now())
    known, failed = duties(), 0
    for ran in runs.run_all(at=now()):
        failed += ran.outcome != ran.Outcome.DONE
        say(_line(known[ran.name].label, ran))
    say(f"✓ 发件箱 {deliver_due(at=now())} 件 · sent from the outbox")
    if failed:
        raise typer.Exit(1)


@plain_errors
def confirm_clock() -> None:
    """核对系统时间后确认：停机较久或改过时间之后，恢复不可撤销的自动事项（视为受理、容缺到期、送达等）。"""
    start_django()
    from django.utils.timezone import localtime, now

    from tongban.ground.kit import clock_watch

    at = now()
    clock_watch.note_time(at)
    if clock_watch.confirm(by=None, at=at):
        say(f"✓ 已确认现在是 {localtime(at):%Y-%m-%d %H:%M}，自动事项恢复办理")
    else:
        say(f"✓ 系统时间 {localtime(at):%Y-%m-%d %H:%M} 没有疑问，无需确认")


def _line(label: object, ran: "DutyRun") -> str:
    if ran.outcome == ran.Outcome.DONE:
        return f"✓ {label} {ran.count} 件"
    if ran.outcome == ran.Outcome.STOPPED:
        return f"! {label} 未办理：系统时间存疑，请核对后运行 tongban confirm-clock"
    return f"✗ {label} 未成功：{ran.error}"
