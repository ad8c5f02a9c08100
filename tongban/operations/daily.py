"""The command ``tongban daily``: what happens by itself each day; safe to run twice."""

from tongban.operations.start import in_plain_words, say, start_django


@in_plain_words
def daily() -> None:
    """办理每日自动事项：逾期未告知视为受理、容缺到期视为撤回、过期草稿清理、快递签收、未用文件清理。可重复执行。"""
    start_django()
    from django.utils.timezone import now

    from tongban.doors.api.actions import forget_answers
    from tongban.ground.kit.clearing import clear_unused
    from tongban.work.cases.actions import run_daily

    done, forgotten = run_daily(now()), forget_answers(at=now())
    say(f"✓ 视为受理 {done.accepted} 件 · accepted by silence")
    say(f"✓ 容缺到期 {done.lapsed} 件 · lapsed")
    say(f"✓ 草稿清理 {done.expired} 件 · drafts expired")
    say(f"✓ 期限重算 {done.recounted} 件 · limits counted anew")
    say(f"✓ 快递送达 {done.delivered} 件 · delivered")
    say(f"✓ 接口应答清理 {forgotten} 条 · kept answers forgotten")
    say(f"✓ 未用文件清理 {clear_unused(now())} 个 · unused files cleared")
