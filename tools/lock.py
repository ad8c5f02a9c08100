"""``make lock``: write requirements/*.txt from pyproject.toml, every package with its checksums."""

import sys
import tempfile
import tomllib
from pathlib import Path

from installing.diagnosis import explain
from installing.workshop import ROOT, CommandError, run, say, step

RESOLVER = "uv==0.13.9"
REQUIREMENTS = ROOT / "requirements"
SHARED = (
    "--quiet",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
)


def lock(resolver: Path, target: str, *sources: str) -> None:
    """Resolve one list; versions already in the file stay where they still fit."""
    step(f"锁定 {target}", f"lock {target}")
    command: list[str | Path] = [
        resolver,
        "pip",
        "compile",
        *SHARED,
        "--custom-compile-command",
        "make lock",
        *sys.argv[1:],
    ]
    run([*command, *sources, "--output-file", f"requirements/{target}"])


def _wanted_by(extra: str, place: Path) -> str:
    """Return a file with what one extra wants beside the product's own packages."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = place / f"{extra}.in"
    wanted.write_text("\n".join(project["optional-dependencies"][extra]), encoding="utf-8")
    return str(wanted)


def main() -> int:
    """Resolve the product's, the developers', Spark's and Node's packages, in this order."""
    try:
        with tempfile.TemporaryDirectory(prefix="tongban-lock-") as place:
            run([sys.executable, "-m", "pip", "install", "--quiet", "--target", place, RESOLVER])
            resolver = Path(place) / "bin" / "uv"
            lock(resolver, "base.txt", "pyproject.toml")
            lock(
                resolver,
                "dev.txt",
                "pyproject.toml",
                "--extra",
                "dev",
                "--constraints",
                "requirements/base.txt",
            )
            lock(resolver, "spark.txt", "--no-annotate", _wanted_by("spark", Path(place)))
            lock(resolver, "node.txt", "requirements/node.in")
    except CommandError as failure:
        sys.stderr.write(f"\n✗ {explain(failure)}\n")
        return 1
    say("✓ requirements/*.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
