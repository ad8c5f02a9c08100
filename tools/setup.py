"""Set up everything Tongban needs, with the system's Python alone: ``python3 tools/setup.py demo|test|deep``.

Every step is done once and again only when what it was made from has changed; a step that was cut off
is done again. The installation lives in ``.venv``, ``frontend/node_modules`` and ``var``.
"""

import os
import shutil
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 12)
CANDIDATES = ("python3.11", "python3.12", "python3")


def suits(version: "tuple[int, ...]") -> bool:
    """Tell whether a Python version is one Tongban runs on."""
    return OLDEST <= version[:2] <= NEWEST


def suitable_python() -> "str | None":
    """Return the first Python on the path that suits, or None."""
    probe = "import sys, venv; print('%d %d' % sys.version_info[:2])"
    for name in CANDIDATES:
        path = shutil.which(name)
        if path is None:
            continue
        answer = subprocess.run([path, "-c", probe], capture_output=True, text=True, check=False)  # noqa: S603
        if answer.returncode == 0 and suits(tuple(int(part) for part in answer.stdout.split())):
            return path
    return None


def meet_a_suitable_python() -> None:
    """Go on with a Python that suits, or say which is needed and stop."""
    if suits(sys.version_info[:2]):
        return
    better = suitable_python()
    if better is not None:
        os.execv(better, [better, *sys.argv])  # noqa: S606
    sys.stderr.write(
        "\n✗ 需要 Python 3.11 或 3.12，本机为 %d.%d（Debian 12：apt install python3）\n"  # noqa: UP031
        "  Python 3.11 or 3.12 is needed; this is %d.%d (Debian 12: apt install python3)\n"
        % (sys.version_info[:2] * 2)
    )
    sys.exit(1)


if __name__ == "__main__":
    meet_a_suitable_python()
    from installing.steps import main

    sys.exit(main(sys.argv[1:]))
