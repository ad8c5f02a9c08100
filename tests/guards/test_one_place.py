"""What the house does in one place only: counting numbers, writing them, making papers into PDF."""

import re

import pytest

from tests.guards.house import modules

ONE_PLACE = {
    r"(?i)\b(nextval|setval|create sequence)\b": {"tongban/ground/ledger/bulk_copy.py"},
    r"(?i)\bmatters_numberseries\b": {"tongban/ground/matters/numbers.py"},
    r"\{[^{}]*year[^{}]*\}[^\n]*\{[^{}]*:0[4-9]d\}": {
        "tongban/ground/matters/numbers.py",
        "tongban/demo/year/stories.py",  # the waybill of a courier, who numbers as he likes
    },
    r"\btypst\.Compiler\b": {"tongban/ground/matters/typesetting.py"},
}
"""What is done (as it shows in the source), and the modules that may: keys set aside for COPY, numbers, PDF."""


def elsewhere(pattern, sources, places):
    """Return the modules (path, source) that do what only certain places may."""
    return [path for path, source in sources if re.search(pattern, source) and path not in places]


@pytest.mark.parametrize(("pattern", "places"), ONE_PLACE.items())
def test_it_is_done_in_one_place(pattern, places):
    sources = [(module.shown, module.path.read_text("utf-8")) for module in modules() if not module.is_test]

    assert not elsewhere(pattern, sources, places)
    assert all(elsewhere(pattern, sources, places - {place}) for place in places)


@pytest.mark.parametrize(
    "source",
    [
        "cursor.execute('SELECT nextval(%s)', [series])",
        "CREATE = 'CREATE SEQUENCE IF NOT EXISTS calls_2026'",
        "cursor.execute('UPDATE matters_numberseries SET last = 1')",
        'f"CALL-{on.year}-{self.pk:06d}"',
        'f"{code}{self.year}{place:04d}"',
        "typst.Compiler(path)",
    ],
)
def test_another_place_is_recognised(source):
    found = [elsewhere(pattern, [("tongban/work/hotline/actions.py", source)], ()) for pattern in ONE_PLACE]

    assert any(found)
