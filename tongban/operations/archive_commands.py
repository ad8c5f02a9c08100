"""The command ``tongban archive``: check the package of an archived case, wherever it lies."""

from pathlib import Path
from typing import Annotated

import typer
from msgspec import Struct

from tongban.ground.sandbox import ChildLimits, Stopped, run_limited
from tongban.ground.sandbox.regular import regular_size
from tongban.operations.start import InputError, OperationError, plain_errors, say

SHOWN, LONGEST = 50, 300
BYTES_A_SECOND = 20 * 1024 * 1024


class PackageCheck(Struct, frozen=True):
    """What the check of a package found: how many files, how many faults, and the first of them."""

    files: int
    count: int
    faults: list[str]


@plain_errors
def archive(
    act: Annotated[str, typer.Argument(help="check：核验归档包。")],
    file: Annotated[Path, typer.Argument(help="办件页面“下载归档包”得到的 ZIP 文件。")],
) -> None:
    """核验归档包：逐个文件重算 SHA-256 与 SM3，重算台账哈希链；有问题时返回 1。不需要数据库。"""
    if act != "check":
        raise OperationError(f"不认识“{act}”，可用：tongban archive check 文件")
    if not file.exists():
        raise OperationError(f"没有文件 {file}")
    try:
        size = regular_size(file)
        checked = run_limited(
            _check_package, file, limits=ChildLimits(cpu_seconds=3 + size // BYTES_A_SECOND)
        )
    except (OSError, Stopped) as error:
        raise InputError(f"读不了 {file}：{error}") from error
    for fault in checked.faults:
        say(f"✗ {fault}")
    if checked.count > len(checked.faults):
        say(f"… 另有 {checked.count - len(checked.faults)} 个问题")
    if checked.count:
        raise typer.Exit(1)
    say(f"✓ 归档包完整：{checked.files} 个文件，SHA-256、SM3 与台账哈希链全部相符")


def _check_package(path: Path) -> PackageCheck:
    """Check a package; a child process does it, for the package may come from anybody."""
    from tongban.ground.kit.bags import open_bag
    from tongban.ground.ledger.chain_json import chain_faults

    with path.open("rb") as file:
        files, faults = open_bag(file)
        for needed in ("index.json", "index.xml", "ledger/chain.json"):
            if not faults and needed not in files:
                faults.append(f"缺少 {needed}")
        if "ledger/chain.json" in files:
            faults += chain_faults(files["ledger/chain.json"])
        return PackageCheck(len(files), len(faults), [fault[:LONGEST] for fault in faults[:SHOWN]])
