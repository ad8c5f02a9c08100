"""Run the benchmarks, all or by name: ``python -m benchmarks [NAME …]``."""

import importlib
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

import benchmarks
from benchmarks.measurement import Result

MEASURES = "\ndef measured("


def names() -> list[str]:
    """Return the benchmarks there are: the modules that measure, not those they stand on."""
    return [
        path.stem
        for path in sorted(Path(benchmarks.__path__[0]).glob("*.py"))
        if MEASURES in path.read_text()
    ]


def show(result: Result) -> None:
    """Print one result: a table for people, then one line for machines."""
    table = Table(title=result.name)
    table.add_column("what")
    table.add_column("measured", justify="right")
    for row in result.rows:
        table.add_row(*row)
    Console(width=100).print(table)
    print(result.as_json(), flush=True)


def main(wanted: list[str]) -> int:
    """Run what is wanted; return 1 where a promise is not kept, 2 where a name is unknown."""
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(names())}", file=sys.stderr)
        return 2
    is_kept = True
    for name in wanted or names():
        result: Result = importlib.import_module(f"benchmarks.{name}").measured()
        show(result)
        is_kept &= result.met
    return 0 if is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
