"""Debian's packages: installed when we may, named when we may not."""

import os
import shutil
import subprocess
import sys

from installing.workshop import Counter, run, step

PATIENCE = ("-o", "DPkg::Lock::Timeout=180", "-o", "Acquire::Retries=3")


def may_install() -> bool:
    """Tell whether system packages can be installed here: apt-get, and root or a sudo that answers."""
    return shutil.which("apt-get") is not None and _privilege() is not None


def install(*packages: str) -> None:
    """Install Debian packages; raises CommandError when apt does."""
    names = " ".join(packages)
    step(f"安装系统软件包 {names}", f"system packages {names}")
    as_root = [*(_privilege() or []), "env", "DEBIAN_FRONTEND=noninteractive"]
    run([*as_root, "apt-get", *PATIENCE, "update"])
    command = [*as_root, "apt-get", *PATIENCE, "install", "-y", "--no-install-recommends", *packages]
    run(command, counter=Counter(r"^(?:Unpacking|Setting up) (\S+)", _count_of(packages)))


def _count_of(packages: tuple[str, ...]) -> int:
    plan = run(["apt-get", "install", "-s", "--no-install-recommends", *packages])
    return max(1, sum(line.startswith("Inst ") for line in plan.splitlines()))


def _privilege() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    if subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603
        return [sudo, "-n"]
    if sys.stdin.isatty() and subprocess.run([sudo, "-v"], check=False).returncode == 0:  # noqa: S603
        return [sudo, "-n"]
    return None
