"""A snapshot writes anew what changed and links what did not."""

from datetime import timedelta

from tongban.account.insight.engines import postgres_engine
from tongban.account.insight.snapshot import manifests, writer
from tongban.account.insight.tests.conftest import NOW
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
