"""The page docs/case-chart.md, written from the chart."""

from collections.abc import Iterator

from tongban.ground.matters.chart_page import chart_page
from tongban.work.cases.states import CHART

HEAD = """# The way of a case

Written by `make docs` from `tongban/work/cases/states.py`; nothing but this chart changes the status of a case.
"""


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page: its path below docs/ and its text."""
    yield "case-chart.md", chart_page(HEAD, CHART)
