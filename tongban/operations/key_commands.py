"""The command ``tongban keys``: which keys are believed, hand over to a new one, move the installation here."""

from typing import Annotated

import typer

from tongban.operations.start import OperationError, in_plain_words, say, start_django


@in_plain_words
def keys(
    act: Annotated[
        str, typer.Argument(help="show（显示）、rotate（换新密钥）或 adopt（数据库已迁移）。")
    ] = "show",
    lossy: Annotated[
        bool, typer.Option("--lossy", help="adopt：这个数据库缺少封存记录知道的最后几次封存，确认失去。")
    ] = False,
) -> None:
    """台账签名密钥：显示指纹；换新密钥（由旧密钥签名）；数据库迁移后在新库接续封存记录。"""
    if act not in ("show", "rotate", "adopt"):
        raise OperationError("用法：tongban keys、tongban keys rotate 或 tongban keys adopt")
    start_django()
    from tongban.ground.ledger.keys import KeyMissing
    from tongban.ground.ledger.witness import Unsound

    try:
        {"show": _show, "rotate": _rotate, "adopt": lambda: _adopt(lossy)}[act]()
    except (KeyMissing, Unsound) as error:
        raise OperationError(str(error)) from error


def _show() -> None:
    from tongban.ground.ledger import notes
    from tongban.ground.ledger.succession import believed

    kept = notes.read()
    if kept:
        say(f"安装标识 {kept.installation}，封存记录 {len(kept.seals)} 条，最近第 {kept.highest} 次")
    for key in believed(kept).values():
        until = "至今" if key.until is None else f"至第 {key.until} 次封存"
        say(f"  {key.fingerprint}  第 {key.after + 1} 次封存起，{until}")
    for fault in kept.faults if kept else ():
        say(f"✗ {fault}")


def _rotate() -> None:
    from django.utils import timezone

    from tongban.ground.ledger import record, witness

    at = timezone.now()
    fingerprint = witness.rotate(at=at)
    record(witness.SUBJECT, "rotate_key", by=None, at=at, basis="", payload={"key": fingerprint})
    say(f"✓ 新密钥已由旧密钥签名，旧私钥已移除。新指纹：{fingerprint}")


def _adopt(lossy: bool) -> None:
    from django.utils import timezone

    from tongban.ground.ledger import notes, record, witness

    at = timezone.now()
    said = witness.move_here(notes.RESTORED if lossy else notes.MOVED, at=at)
    record(witness.SUBJECT, "move_here", by=None, at=at, basis="", payload=said)
    say(f"✓ 封存记录在这个数据库接续，至第 {said['seal']} 次封存，哈希 {said['hash'] or '（尚无）'}")
