"""The command ``tongban keys``: which keys are believed, hand over to a new one, move the installation here, begin
another key of entries after the present one was lost."""

from typing import Annotated

import typer

from tongban.operations.start import OperationError, plain_errors, say, start_django


@plain_errors
def keys(
    act: Annotated[
        str,
        typer.Argument(
            help="show（显示）、rotate（换新密钥）、adopt（数据库已迁移）或 begin（记录密钥已丢失，另起一个）。"
        ),
    ] = "show",
    lossy: Annotated[
        bool, typer.Option("--lossy", help="adopt：这个数据库缺少封存记录知道的最后几次封存，确认失去。")
    ] = False,
    reason: Annotated[str, typer.Option(help="begin：原因，记入台账。")] = "",
) -> None:
    """台账密钥：显示指纹；换新密钥（由旧密钥签名）；数据库迁移后在新库接续封存记录；记录密钥丢失后另起一个。"""
    if act not in ("show", "rotate", "adopt", "begin"):
        raise OperationError("用法：tongban keys，或 tongban keys rotate、adopt、begin")
    start_django()
    from tongban.ground.ledger.keys import KeyMissing
    from tongban.ground.ledger.witness import NotesContradict

    try:
        acts = {
            "show": _show,
            "rotate": _rotate,
            "adopt": lambda: _adopt(lossy),
            "begin": lambda: _begin(reason),
        }
        acts[act]()
    except (KeyMissing, NotesContradict) as error:
        raise OperationError(str(error)) from error


def _show() -> None:
    from tongban.ground.ledger import notes
    from tongban.ground.ledger.succession import trusted_keys

    kept = notes.read()
    if kept:
        say(f"安装标识 {kept.installation}，封存记录 {len(kept.seals)} 条，最近第 {kept.highest} 次")
    for key in trusted_keys(kept).values():
        until = "至今" if key.until is None else f"至第 {key.until} 次封存"
        say(f"  {key.fingerprint}  第 {key.after + 1} 次封存起，{until}")
    for fault in kept.faults if kept else ():
        say(f"✗ {fault}")


def _rotate() -> None:
    from django.utils import timezone

    from tongban.ground.ledger import macs, record, witness

    macs.current_key()  # before anything is handed over: without this key nothing can be recorded
    at = timezone.now()
    fingerprint = witness.rotate(at=at)
    record(witness.SUBJECT, "rotate_key", by=None, at=at, basis="", payload={"key": fingerprint})
    say(f"✓ 新密钥已由旧密钥签名，旧私钥已移除。新指纹：{fingerprint}")


def _adopt(lossy: bool) -> None:
    from django.utils import timezone

    from tongban.ground.ledger import macs, notes, record, witness
    from tongban.ground.ledger.keys import signer

    signer()
    macs.current_key()  # before anything is noted: both are needed
    at = timezone.now()
    said = witness.move_here(notes.RESTORED if lossy else notes.MOVED, at=at)
    record(witness.SUBJECT, "move_here", by=None, at=at, basis="", payload=said)
    say(f"✓ 封存记录在这个数据库接续，至第 {said['seal']} 次封存，哈希 {said['hash'] or '（尚无）'}")


def _begin(reason: str) -> None:
    """Begin another key of entries, record it with the reason, and seal: old entries stand under seals from then on."""
    from django.utils import timezone

    from tongban.ground.ledger import adoption, macs, seal_writer
    from tongban.ground.ledger.witness import NotesContradict

    if not macs.is_lost():
        raise OperationError("记录密钥 entry.key 没有丢失，不必另起。若它不是原来的那个，请先把它移走。")
    if not reason.strip():
        raise OperationError(
            "请写明原因：tongban keys begin --reason “……”。能从备份找回 entry.key 的，请放回，不要另起。"
        )
    at, lost = timezone.now(), adoption.foreign_keys()
    made = macs.replace_lost_key()
    try:
        adoption.adopt_entries(reason.strip(), lost, by=None, at=at)
    except BaseException:
        made.unlink()
        raise
    for key, count in lost.items():
        say(f"  原密钥 {key or '（无）'}：{count} 条记录，此后只由封存证明")
    say(
        f"✓ 已另起记录密钥 {macs.current_key().key_id}，原因已记入台账。正在运行的 tongban serve 请立即重新启动"
    )
    try:
        seal_writer.seal(at=at)
    except NotesContradict as error:
        raise OperationError(f"尚未封存，请按提示处理后运行 tongban seal：{error}") from error
    say("✓ 已封存，请运行 tongban verify 核对")
