"""The command ``tongban daily``: the duties and the outbox once, for whoever lets a timer do it; safe to run twice."""

from typing import TYPE_CHECKING

import typer

from tongban.operations.start import in_plain_words, say, start_django

if TYPE_CHECKING:
    from tongban.ground.matters.models import DutyRun


@in_plain_words
def daily() -> None:
    """办理全部自动事项（与 tongban serve 运行时相同），并发出发件箱中到期的内容。可重复执行。"""
    start_django()
    from django.utils.timezone import now

    from tongban.ground.exchange.outbox import deliver_due
    from tongban.ground.matters import runs
    from tongban.ground.matters.duties import duties

    known, failed = duties(), 0
    for ran in runs.run_all(at=now()):
        failed += ran.outcome != ran.Outcome.DONE
        say(_line(known[ran.name].label, ran))
    say(f"✓ 发件箱 {deliver_due(at=now())} 件 · sent from the outbox")
    if failed:
        raise typer.Exit(1)


def _line(label: object, ran: "DutyRun") -> str:
    if ran.outcome == ran.Outcome.DONE:
        return f"✓ {label} {ran.count} 件"
    if ran.outcome == ran.Outcome.STOPPED:
        return f"! {label} 未办理：系统时钟存疑，待管理员确认"
    return f"✗ {label} 未成功：{ran.error}"
