"""A snapshot writes anew what changed and links what did not."""

from datetime import timedelta

import duckdb
import pytest

from tongban.account.insight.engines import postgres_engine
from tongban.account.insight.snapshot import manifests, writer
from tongban.account.insight.tests import sample_facts
from tongban.account.insight.tests.conftest import NOW
from tongban.account.insight.tests.test_faults import spoil
from tongban.ground.kit.fact_views import published_facts
from tongban.ground.ledger import record

LATER = NOW + timedelta(days=1)


def test_only_the_months_in_which_something_happened_are_written_anew(snapshot):
    record("ROW-5", "note", by=None, at=NOW, basis="demo", payload={})

    made = writer.make_snapshot(at=LATER)

    new = {part.path for part in made.of("cases") if not is_linked(made, part)}
    row = next(
        iter(postgres_engine.LIVE.ask("SELECT filed_on, area FROM facts.cases WHERE reference = 'ROW-5'"))
    )
    assert len(new) == 1
    assert f"area={row['area']}/year={row['filed_on'].year}/month={row['filed_on'].month}/" in new.pop()
    assert not list(manifests.faults_of(made))
    assert {(part.path, part.rows) for part in made.parts} == {
        (part.path, part.rows) for part in snapshot.parts
    }


def is_linked(manifest, part):
    return (manifest.folder / part.path).stat().st_nlink > 1


ROWS = 12
CHANGES = {
    "nothing": {},
    "some say something else, of other days": {"changed": [3, 7]},
    "some are gone, some came, one stands there twice": {
        "changed": [1, 2],
        "gone": [3, 4],
        "twice": [1, 9],
        "rows": ROWS + 2,
    },
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_snapshot_of_what_changed_holds_what_a_whole_one_holds_row_for_row(db, change):
    sample_facts.publish(ROWS)
    writer.make_snapshot(at=NOW)
    sample_facts.publish(**{"rows": ROWS, **change})
    for row in touched(change):
        record(f"ROW-{row}", "note", by=None, at=NOW, basis="demo", payload={})

    made = writer.make_snapshot(at=LATER)

    whole = writer.make_snapshot(at=LATER + timedelta(days=1), whole=True)
    for fact in published_facts():
        assert rows_of(made, fact) == rows_of(whole, fact)
        assert [(part.path, part.rows) for part in made.of(fact)] == [
            (part.path, part.rows) for part in whole.of(fact)
        ]
    assert not list(manifests.faults_of(made))


def touched(change):
    numbers = (change.get(name, ()) for name in ("changed", "gone", "twice"))
    return [*(number for some in numbers for number in some), *range(ROWS + 1, change.get("rows", ROWS) + 1)]


def rows_of(manifest, fact):
    """Return the rows of each file, in their order."""
    with duckdb.connect() as database:
        return {
            part.path: database.execute(f"FROM '{manifest.folder / part.path}'").fetchall()
            for part in manifest.of(fact)
        }


def test_a_file_that_was_changed_is_not_carried_on(snapshot):
    part = next(iter(snapshot.of("cases")))
    (first, *_), *_ = next(iter(rows_of(snapshot, "cases").values()))
    record(first, "note", by=None, at=NOW, basis="demo", payload={})
    spoil(snapshot.folder / part.path)

    made = writer.make_snapshot(at=LATER)

    assert not list(manifests.faults_of(made))


def test_an_act_with_an_earlier_number_that_ended_after_a_snapshot_is_in_the_next(db):
    sample_facts.publish(ROWS)
    record("ROW-7", "note", by=None, at=NOW, basis="demo", payload={})
    writer.make_snapshot(at=NOW)
    sample_facts.publish(ROWS, changed=[7])

    made = writer.make_snapshot(at=LATER)

    whole = writer.make_snapshot(at=LATER + timedelta(days=1), whole=True)
    assert rows_of(made, "cases") == rows_of(whole, "cases")
