"""Every entry carries the MAC of the serving key; keys can be changed; what has no digest is only the empty object."""

import stat
from datetime import timedelta

import pytest

from tongban.ground.ledger import macs, record
from tongban.ground.ledger.chain import payload_digest
from tongban.ground.ledger.clock_acts import CLOCK, CONFIRMED
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.problems import ProblemKind
from tongban.ground.ledger.tests.conftest import START, found

pytestmark = pytest.mark.django_db


def test_an_entry_carries_the_mac_of_the_key(entries):
    (entry,) = entries("A", 1)

    kept = Entry.objects.get(pk=entry.pk)

    assert (kept.key_id, kept.mac) == (macs.current_key().key_id, macs.current_key().mac(kept.hash))
    assert found() == []


@pytest.mark.parametrize(
    "change",
    ["mac = ''", "key_id = ''", "mac = '', key_id = ''", "mac = repeat('0', 64)", "key_id = 'deadbeef'"],
)
def test_an_entry_without_our_mac_is_found(entries, attack, change):
    entries("A", 3)
    attack(f"UPDATE ledger_entry SET {change} WHERE subject = 'A' AND number = 2")  # noqa: S608

    assert found() == [(ProblemKind.FOREIGN, "A", 2)]


def test_a_new_key_begins_and_old_entries_still_count(entries):
    entries("A", 1)
    old = macs.current_key().key_id

    new = macs.rotate()
    entries("A", 1, START)

    assert new != old
    assert set(Entry.objects.values_list("key_id", flat=True)) == {old, new}
    assert found() == []


def test_the_key_is_readable_to_its_owner_only(settings, tmp_path):
    settings.LEDGER_KEYS = tmp_path / "keys"

    macs.current_key()

    assert stat.S_IMODE((tmp_path / "keys" / "entry.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("payload", ["[]", "0", '""', "false", "null"])
def test_an_empty_payload_is_the_empty_object_and_nothing_else(attack, payload):
    entry = record("A", "correct", by=None, at=START, basis="budget-law:57")
    attack("UPDATE ledger_entry SET payload = %s::jsonb WHERE id = %s", payload, entry.pk)

    assert found() == [(ProblemKind.CHANGED, "A", 1)]


@pytest.mark.parametrize("payload", [[], 0, "", False, None])
def test_only_the_empty_object_has_no_digest(payload):
    assert payload_digest({}) == ""
    assert payload_digest(payload) != ""


def test_time_that_runs_backwards_is_told_and_waiting_is_not(entries):
    entries("A", 1)
    entries("A", 1, after_minutes(-9))
    assert found() == []

    entries("A", 1, after_minutes(-60))

    assert found() == [(ProblemKind.BACKWARDS, "A", 3)]


def test_an_administrator_who_confirms_the_time_explains_what_a_wrong_clock_wrote(entries):
    entries("A", 1, after_minutes(60_000))
    entries("A", 1, after_minutes(1))
    assert found() == [(ProblemKind.BACKWARDS, "A", 2)]

    said = {"doubt": "ahead", "known": START, "found": after_minutes(60_000)}
    record(CLOCK, CONFIRMED, by=None, at=after_minutes(2), basis="", payload=said)

    assert found() == []


def after_minutes(minutes):
    return START + timedelta(minutes=minutes)
