from tongban.work.cases.documentation import pages
from tongban.work.cases.states import CHART


def test_the_page_names_every_move_once():
    ((_, page),) = pages()

    assert all(page.count(f"| `{name}` |") == 1 for name in CHART.moves)
