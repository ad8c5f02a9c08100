"""The page docs/case-chart.md, written from the chart: ``python -m tongban.work.cases.documentation docs``."""

import sys
from pathlib import Path

NAME = "case-chart.md"
HEAD = """# The way of a case

Written by `make docs` from `tongban/work/cases/states.py`; nothing but this chart changes the status of a case.
"""


def page() -> str:
    """Return the page."""
    from tongban.ground.matters.chart_page import chart_page
    from tongban.work.cases.states import CHART

    return chart_page(HEAD, CHART)


def main(folder: Path) -> None:
    """Write the page into a folder."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    folder.joinpath(NAME).write_text(page(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
