"""Pages of docs/ that are written from the code say what the code says."""

from pathlib import Path

from tongban.documentation import pages, stale

DOCS = Path(__file__).parents[1] / "docs"


def test_every_written_page_is_up_to_date():
    written = dict(pages())

    kept = {name: DOCS.joinpath(name).read_text("utf-8") for name in written if DOCS.joinpath(name).exists()}

    assert kept == written, "run `make docs`"
    assert not list(stale(DOCS)), "run `make docs`"
