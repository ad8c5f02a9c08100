"""The command ``tongban archive``: check the package of an archived case, wherever it lies."""

from pathlib import Path
from typing import Annotated

import typer

from tongban.operations.start import OperationError, in_plain_words, say

SHOWN = 50


@in_plain_words
def archive(
    act: Annotated[str, typer.Argument(help="check：核验归档包。")],
    file: Annotated[Path, typer.Argument(help="办件页面“下载归档包”得到的 ZIP 文件。")],
) -> None:
    """核验归档包：逐个文件重算 SHA-256 与 SM3，重算台账哈希链；有问题时返回 1。不需要数据库。"""
    if act != "check":
        raise OperationError(f"不认识“{act}”，可用：tongban archive check 文件")
    if not file.is_file():
        raise OperationError(f"没有文件 {file}")
    from tongban.ground.kit.bags import opened
    from tongban.ground.ledger.packaged import chain_faults

    files, faults = opened(file.read_bytes())
    for needed in ("index.json", "index.xml", "ledger/chain.json"):
        if not faults and needed not in files:
            faults.append(f"缺少 {needed}")
    if "ledger/chain.json" in files:
        faults += chain_faults(files["ledger/chain.json"])
    for fault in faults[:SHOWN]:
        say(f"✗ {fault}")
    if len(faults) > SHOWN:
        say(f"… 另有 {len(faults) - SHOWN} 个问题")
    if faults:
        raise typer.Exit(1)
    say(f"✓ 归档包完整：{len(files)} 个文件，SHA-256、SM3 与台账哈希链全部相符")
