"""Entries that no act wrote, images forged along with rows, and what came since everything was proven."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from tests.proofs.conftest import LATER, NOW, a_row, prove_rows
from tongban.ground.ledger.adoption import adopt
from tongban.ground.ledger.chain import Statement, link
from tongban.ground.ledger.macs import EntryKey, current_key
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.problems import ProblemKind
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.ledger.verification import verify, verify_new
from tongban.ground.people.models import User
from tongban.work.cases.models import Case

pytestmark = pytest.mark.django_db

# --- entries that no act wrote -------------------------------------------------------------------------------------

FORGED = """
INSERT INTO ledger_entry (subject, number, kind, move, before, after, basis, by_id, by_name, by_role, at, note, payload,
    payload_digest, previous, hash, key_id, mac)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '{}', '', %s, %s, %s, %s)
"""


def forge(move, after, *, by="shipinchu", key=None, before="accepted", at=LATER):
    """Write a well-linked move on a case in somebody's name, with the MAC of a key or none, and the status with it."""
    case = Case.objects.filter(status="accepted").order_by("pk").first()
    user = User.objects.get(username=by)
    last = Entry.objects.filter(subject=case.reference).latest("number")
    who = (str(user.pk), str(user), ", ".join(sorted(user.roles_on(at.date()))))
    said = Statement(case.reference, "move", move, before, after, "licensing-law:38", *who, at, "", "")
    made = link(said, last.number + 1, last.hash)
    written = (key.key_id, key.mac(made.hash)) if key else ("", "")
    with connection.cursor() as cursor:
        values = [
            case.reference,
            made.number,
            "move",
            move,
            before,
            after,
            said.basis,
            user.pk,
            *who[1:],
            at,
            "",
        ]
        cursor.execute(FORGED, [*values, made.previous, made.hash, *written])
        cursor.execute("UPDATE cases_case SET status = %s WHERE id = %s", [after, case.pk])
    return case.reference, made.number


def problems_of(place):
    return {problem.found for problem in verify().problems if (problem.subject, problem.number) == place}


def test_an_entry_written_with_sql_is_found(office):
    place = forge("archive", "archived")

    assert {ProblemKind.FOREIGN, ProblemKind.UNKNOWN_MOVE} <= problems_of(place)


def test_an_entry_with_the_mac_of_another_key_is_found(office):
    place = forge("terminate", "terminated", key=EntryKey(b"a key of somebody else"))

    assert ProblemKind.FOREIGN in problems_of(place)


def test_with_a_stolen_key_the_chart_still_knows_no_such_move(office):
    place = forge("archive", "archived", key=current_key())

    assert {ProblemKind.UNKNOWN_MOVE} <= problems_of(place)


def test_with_a_stolen_key_nobody_acts_without_the_permission(office):
    place = forge("terminate", "terminated", key=current_key(), by="shenji")

    assert ProblemKind.NO_RIGHT in problems_of(place)


def test_with_a_stolen_key_nobody_acts_in_a_role_not_held_or_for_another_division(office):
    place = forge("terminate", "terminated", key=current_key(), at=datetime(2019, 1, 7, 2, 0, tzinfo=UTC))

    assert {ProblemKind.NO_RIGHT, ProblemKind.BACKWARDS} <= problems_of(place)


def test_a_move_that_begins_elsewhere_is_found(office):
    place = forge("terminate", "terminated", key=current_key(), before="paused")

    assert {ProblemKind.OUT_OF_ORDER} <= problems_of(place)


# --- images forged along with the rows ------------------------------------------------------------------------------


@pytest.fixture
def sealed(office):
    seal(at=NOW)


def kinds(problems):
    return {problem.found for problem in problems}


def test_an_image_changed_along_with_its_row_is_found(attack, sealed):
    row = a_row("cases_case", "due_on IS NOT NULL")

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_row_image DISABLE TRIGGER USER")
    problems = attack(
        f"UPDATE cases_case SET due_on = '2030-01-01' WHERE id = {row};"
        f'UPDATE ledger_row_image SET image = image || \'{{"due_on": "2030-01-01"}}\' '
        f"WHERE \"table\" = 'cases_case' AND row = '{row}'",
        triggers=False,
        prove=lambda: verify().problems,
    )

    assert kinds(problems) == {ProblemKind.IMAGES}


def test_an_image_slipped_in_under_an_old_act_is_found(attack, sealed):
    row = a_row("cases_case", "due_on IS NOT NULL")

    problems = attack(
        f"UPDATE cases_case SET due_on = '2030-01-01' WHERE id = {row};"
        'INSERT INTO ledger_row_image (act, "table", row, change, image, is_free) '
        f"SELECT max(act), 'cases_case', '{row}', 'U', '{{\"due_on\": \"2030-01-01\"}}', false FROM ledger_entry "
        "WHERE subject LIKE 'CASE%'",
        triggers=False,
    )

    assert kinds(problems) == {ProblemKind.FACT}


def test_images_removed_with_their_row_are_found(attack, sealed):
    row = a_row("budget_payment")

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_row_image DISABLE TRIGGER USER")
    problems = attack(
        f"DELETE FROM budget_payment WHERE id = {row};"
        f"DELETE FROM ledger_row_image WHERE \"table\" = 'budget_payment' AND row = '{row}'",
        triggers=False,
        prove=lambda: verify().problems,
    )

    assert kinds(problems) == {ProblemKind.IMAGES}


def test_a_change_made_and_taken_back_is_told(attack):
    row = a_row("cases_case", "due_on IS NOT NULL")

    problems = attack(
        f"UPDATE cases_case SET due_on = due_on + 1 WHERE id = {row};"
        f"UPDATE cases_case SET due_on = due_on - 1 WHERE id = {row}"
    )

    assert kinds(problems) == {ProblemKind.BY_HAND}


# --- what came since everything was proven -------------------------------------------------------------------------


@pytest.mark.parametrize("triggers", [True, False], ids=["triggers on", "triggers off"])
@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("cases_review", "UPDATE cases_review SET opinion = 'x' WHERE id = {0}"),
        ("delivery_delivery", "DELETE FROM delivery_delivery WHERE id = {0}"),
    ],
)
def test_a_change_since_the_last_proof_is_found_without_proving_everything(
    attack, sealed, table, sql, triggers
):
    assert verify().is_whole
    assert verify_new().is_whole

    problems = attack(sql.format(a_row(table)), triggers=triggers, prove=lambda: verify_new().problems)

    assert len(problems) == 1


def test_what_an_administrator_adopts_counts_from_then_on(attack):
    row = a_row("cases_case", "due_on IS NOT NULL")

    def adopt_and_prove():
        adopt("期限按批示更正（示例）", {"cases_case": 1}, by=None, at=LATER)
        return prove_rows()

    assert attack(f"UPDATE cases_case SET due_on = due_on + 1 WHERE id = {row}", prove=adopt_and_prove) == []
