from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.ground.ledger.chain import link
from tongban.ground.ledger.chain_scan import scan
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.problems import ProblemKind
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.ledger.tests.conftest import DAY_AFTER, SEALED_AT, found, rewrite, sealed
from tongban.ground.ledger.verification import verify, verify_subject

pytestmark = pytest.mark.django_db


# --- a whole ledger -------------------------------------------------------------------------------------------


def test_a_ledger_nobody_touched_is_whole(entries, django_capture_on_commit_callbacks):
    entries("A", 3)
    entries("B", 2)
    with django_capture_on_commit_callbacks(execute=True):
        first = sealed(at=SEALED_AT)
        entries("A", 4)
        second = sealed(at=DAY_AFTER)
        nothing_left = seal(at=DAY_AFTER)

    result = verify()

    assert result.is_whole
    assert (result.entries, result.subjects, result.seals, result.noted_seals) == (9, 2, 2, 2)
    assert (first.count, second.count, nothing_left) == (5, 4, None)
    assert second.previous == first.hash
    assert result.head == second.hash
    assert verify_subject("A") == []


def test_an_empty_ledger_is_whole():
    assert seal(at=SEALED_AT) is None
    assert verify().is_whole


def test_chains_are_read_where_statements_are_logged_too(entries):
    entries("A", 2)
    entries("B", 1)

    with CaptureQueriesContext(connection):
        assert (scan(("A", "B")).entries, scan().entries) == (2, 3)


def test_verification_tells_how_far_it_is(entries, monkeypatch):
    monkeypatch.setattr("tongban.ground.ledger.verification.BATCH", 2)
    entries("A", 5)
    heard: list[int] = []

    verify(progress=heard.append)

    assert heard == [2, 4]


# --- attacks on entries ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "move = 'grant'",
        "before = '9'",
        "after = '9'",
        "basis = ''",
        "by_name = '他人'",
        "by_role = 'bureau_leader'",
        "at = at + interval '1 second'",
        "note = 'x'",
        "kind = 'move'",
        """payload = '{"line": 7}'""",
        "payload = '{}'",
        f"payload_digest = '{'0' * 64}'",
        f"hash = '{'0' * 64}'",
        "hash = '不是哈希'",
    ],
)
def test_a_changed_entry_is_found(entries, attack, change):
    entries("A", 3)
    seal(at=SEALED_AT)

    attack(f"UPDATE ledger_entry SET {change} WHERE subject = 'A' AND number = 2")  # noqa: S608

    assert (ProblemKind.CHANGED, "A", 2) in found()
    assert verify_subject("A")


def test_a_changed_link_is_found(entries, attack):
    entries("A", 3)

    attack("UPDATE ledger_entry SET previous = %s WHERE number = 2", "1" * 64)

    assert (ProblemKind.CHANGED, "A", 2) in found()


@pytest.mark.parametrize("number", [1, 2])
def test_a_removed_entry_is_found(entries, attack, number):
    entries("A", 3)

    attack("DELETE FROM ledger_entry WHERE number = %s", number)

    assert found() == [(ProblemKind.REMOVED, "A", number)]


def test_a_number_far_away_is_one_problem_and_no_flood(entries, attack):
    entries("A", 3)
    seal(at=SEALED_AT)

    attack("UPDATE ledger_entry SET number = 2000000000 WHERE number = 3")
    attack("UPDATE ledger_seal SET number = 2000000000")

    assert len(found()) < 10
    assert (ProblemKind.REMOVED, "A", 3) in found()
    assert (ProblemKind.SEAL_REMOVED, "", 1) in found()


def test_a_check_stops_after_many_problems(entries, attack, monkeypatch):
    monkeypatch.setattr("tongban.ground.ledger.verification.MOST", 2)
    entries("A", 5)

    attack("UPDATE ledger_entry SET note = 'x'")

    assert len(found()) == 2


def test_a_removed_entry_is_found_when_those_after_it_move_up(entries, attack):
    entries("A", 4)

    attack("DELETE FROM ledger_entry WHERE number = 2")
    attack("UPDATE ledger_entry SET number = number - 1 WHERE number > 2")

    assert (ProblemKind.RENUMBERED, "A", 2) in found()
    assert (ProblemKind.RENUMBERED, "A", 3) in found()


def test_an_inserted_entry_is_found_when_those_after_it_make_room(entries, attack):
    first, *_ = entries("A", 3)
    forged = link(replace(first.statement(), after="9"), 2, first.hash)

    attack("UPDATE ledger_entry SET number = number + 100 WHERE number > 1")
    attack("UPDATE ledger_entry SET number = number - 99 WHERE number > 1")
    _insert(forged, first)

    assert (ProblemKind.INSERTED, "A", 2) in found()
    assert (ProblemKind.RENUMBERED, "A", 3) in found()


def test_two_entries_that_changed_places_are_found(entries, attack):
    entries("A", 4)

    attack("UPDATE ledger_entry SET number = number + 100 WHERE number IN (2, 3)")
    attack("UPDATE ledger_entry SET number = 105 - number WHERE number > 100")

    assert {(ProblemKind.RENUMBERED, "A", 2), (ProblemKind.RENUMBERED, "A", 3)} <= set(found())


def test_an_entry_given_to_another_subject_is_found(entries, attack):
    entries("A", 3)

    attack("UPDATE ledger_entry SET subject = 'B' WHERE number = 3")

    assert (ProblemKind.REMOVED, "B", 1) in found()
    assert (ProblemKind.CHANGED, "B", 3) in found()


def test_a_changed_entry_whose_chain_was_recomputed_is_found_by_its_seal(entries, attack):
    entries("A", 4)
    made = sealed(at=SEALED_AT)

    rewrite("A", 2, attack, note="rewritten")

    assert verify_subject("A") == []
    assert found() == [(ProblemKind.BAD_SEAL, "", made.number)]


def test_the_end_of_a_chain_cut_off_is_found_by_its_seal(entries, attack):
    *_, last = entries("A", 4)
    made = sealed(at=SEALED_AT)

    attack("DELETE FROM ledger_entry WHERE number = 4")

    assert found() == [(ProblemKind.BAD_SEAL, "", made.number), (ProblemKind.REMOVED, f"id {last.pk}", 0)]


def test_a_whole_subject_removed_is_found_by_its_seal(entries, attack):
    entries("A", 2)
    entries("B", 2)
    seal(at=SEALED_AT)

    attack("DELETE FROM ledger_entry WHERE subject = 'A'")

    assert [kind for kind, _, _ in found()] == [
        ProblemKind.BAD_SEAL,
        ProblemKind.REMOVED,
        ProblemKind.REMOVED,
    ]


def test_entries_that_exchanged_ids_are_found_by_their_seal(entries, attack):
    first, second = entries("A", 1) + entries("B", 1)
    seal(at=SEALED_AT)

    attack("UPDATE ledger_entry SET id = id + 1000000")
    attack("UPDATE ledger_entry SET id = CASE WHEN subject = 'A' THEN %s ELSE %s END", second.pk, first.pk)

    assert found() == [(ProblemKind.BAD_SEAL, "", 1)]


def test_an_entry_slipped_in_before_old_seals_is_found(entries, attack):
    (first,) = entries("A", 1)
    seal(at=SEALED_AT)
    entries("B", 1)
    attack("UPDATE ledger_entry SET id = id + 5 WHERE subject = 'B'")  # ids that rolled back are gaps
    seal(at=SEALED_AT + timedelta(hours=1))
    entries("C", 1)
    attack("UPDATE ledger_entry SET id = id + 9 WHERE subject = 'C'")
    seal(at=DAY_AFTER + timedelta(hours=1))
    assert found() == []

    forged = link(replace(first.statement(), subject="D"), 1, "0" * 64)
    _insert(forged, first, pk=first.pk + 3)

    assert found() == [(ProblemKind.FOREIGN, "D", 1), (ProblemKind.INSERTED, "D", 1)]


def _insert(forged, like, **changes):
    said = {name: value for name, value in vars(forged.statement).items() if name != "by"}
    Entry.objects.create(
        **{**said, "payload": like.payload, "number": forged.number, "previous": forged.previous},
        hash=forged.hash,
        **changes,
    )
