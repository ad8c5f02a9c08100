"""Rows that move to another table stay proven: as they were told, not as they stand."""

from importlib import import_module

import pytest
from django.db import connection, transaction

from tests.proofs.conftest import NOW, a_row, prove_rows
from tongban.ground.kit import fact_views
from tongban.ground.ledger import row_images
from tongban.ground.ledger.moved_rows import carry_over
from tongban.ground.ledger.problems import ProblemKind

pytestmark = pytest.mark.django_db
CREDIT = import_module("tongban.work.cases.migrations.0011_credit_to_people")
PARCELS = import_module("tongban.work.cases.migrations.0012_parcels_to_delivery")
OLD_COLUMNS = """CASE WHEN image ? 'matter' THEN
    jsonb_build_object('case_id', (SELECT id FROM cases_case WHERE reference = image ->> 'matter')) ELSE '{}' END"""
AS_BEFORE = """
ALTER TABLE ledger_row_image DISABLE TRIGGER ALL;
UPDATE ledger_row_image SET "table" = '{former}', image = image {image} WHERE "table" = '{table}';
ALTER TABLE ledger_row_image ENABLE TRIGGER ALL;
"""


@pytest.fixture
def move(office):
    """Lead a database back to before a migration, change something there, migrate, and return what proving finds."""

    def run(migration, change="SELECT 1"):
        with transaction.atomic(), connection.cursor() as cursor:
            row_images.drop_triggers()
            fact_views.drop_views()
            cursor.execute(migration.COMES_BACK)
            for each in migration.Migration.moved_rows:
                image = f"- ARRAY{list(each.values)} || {OLD_COLUMNS}" if each.values else ""
                cursor.execute(AS_BEFORE.format(former=each.former, table=each.table, image=image))
            cursor.execute(f"{change}; SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(migration.GOES)
            carry_over(migration.Migration.moved_rows, at=NOW)
            row_images.make_triggers()
            found = prove_rows()
            transaction.set_rollback(True)
        return found

    return run


@pytest.mark.parametrize("migration", [CREDIT, PARCELS], ids=["credit", "parcels"])
def test_rows_are_whole_after_they_moved(move, migration):
    assert move(migration) == []


def test_a_mark_changed_by_hand_before_it_moved_is_found_afterwards(move):
    row = a_row("people_creditmark")

    (found,) = move(CREDIT, f"UPDATE cases_creditmark SET reason = '无' WHERE id = {row}")

    assert (found.found, found.present) == (ProblemKind.FACT, 'reason = "无"')


def test_a_mark_removed_or_slipped_in_before_it_moved_is_found_afterwards(move):
    row = a_row("people_creditmark")
    slip = f"""INSERT INTO cases_creditmark (kind, since, until, reason, source, repair, at, applicant_id, by_id)
        SELECT kind, since, until, reason, source, repair, at, applicant_id, by_id FROM cases_creditmark WHERE id = {row}"""

    assert [each.found for each in move(CREDIT, f"DELETE FROM cases_creditmark WHERE id = {row}")] == [
        ProblemKind.ROW_GONE
    ]
    assert [each.found for each in move(CREDIT, slip)] == [ProblemKind.ROW_CAME]


def test_a_parcel_given_to_another_case_by_hand_before_it_moved_is_found_afterwards(move):
    row = a_row("delivery_delivery")
    other = f"(SELECT max(of.id) FROM cases_case AS of WHERE of.id <> it.case_id) WHERE it.id = {row}"

    (found,) = move(PARCELS, f"UPDATE cases_delivery AS it SET case_id = {other}")

    assert (found.found, found.present.partition(" ")[0]) == (ProblemKind.FACT, "matter")
