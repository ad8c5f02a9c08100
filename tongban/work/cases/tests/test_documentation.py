from pathlib import Path

from tongban.work.cases.documentation import NAME, page
from tongban.work.cases.states import CHART

DOCS = Path(__file__).parents[4] / "docs"


def test_the_page_of_the_chart_is_up_to_date():
    assert DOCS.joinpath(NAME).read_text("utf-8") == page(), "run `make docs`"


def test_the_page_names_every_move_once():
    assert all(page().count(f"| `{name}` |") == 1 for name in CHART.moves)
