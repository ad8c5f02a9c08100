from pathlib import Path

from tongban.work.hotline.documentation import NAME, page

DOCS = Path(__file__).parents[4] / "docs"


def test_the_page_of_the_hotline_is_up_to_date():
    assert DOCS.joinpath(NAME).read_text("utf-8") == page(), "run `make docs`"
