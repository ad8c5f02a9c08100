"""Every benchmark can be started: each one sets Django up itself, so none may need it while it is imported."""

import subprocess
import sys

from tests.guards.house import ROOT

IMPORTED = """
import importlib
from benchmarks.__main__ import names
assert "transitions" in names() and "side_by_side" not in names(), names()
for name in names():
    importlib.import_module(f"benchmarks.{name}").measured
"""


def test_every_benchmark_can_be_imported_where_django_is_not_set_up():
    ended = subprocess.run([sys.executable, "-c", IMPORTED], cwd=ROOT, capture_output=True, text=True, env={})

    assert ended.returncode == 0, ended.stderr
