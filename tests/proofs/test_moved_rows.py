"""Rows that move to another table, and those whose columns change, stay proven: as they were told, not as they stand."""

from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from tests.proofs.conftest import NOW, a_row, prove_rows
from tongban.ground.kit import fact_views
from tongban.ground.ledger import row_images
from tongban.ground.ledger.adoption import adopt_structure
from tongban.ground.ledger.image_check import unsigned
from tongban.ground.ledger.marks import marks
from tongban.ground.ledger.moved_rows import MovedRows, carry_over
from tongban.ground.ledger.problems import ProblemKind

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Move:
    """A move of rows that a migration of this house once made, and the way back."""

    goes: str
    comes_back: str
    rows: MovedRows


CREDIT = Move(
    "ALTER TABLE cases_creditmark RENAME TO people_creditmark",
    "ALTER TABLE people_creditmark RENAME TO cases_creditmark",
    MovedRows("cases_creditmark", "people_creditmark"),
)
PARCELS = Move(
    """
    ALTER TABLE cases_delivery RENAME TO delivery_delivery;
    ALTER TABLE delivery_delivery ADD COLUMN matter varchar(60);
    UPDATE delivery_delivery AS it SET matter = of.reference FROM cases_case AS of WHERE of.id = it.case_id;
    ALTER TABLE delivery_delivery DROP COLUMN case_id;
    """,
    """
    ALTER TABLE delivery_delivery RENAME TO cases_delivery;
    ALTER TABLE cases_delivery ADD COLUMN case_id bigint;
    UPDATE cases_delivery AS it SET case_id = of.id FROM cases_case AS of WHERE of.reference = it.matter;
    ALTER TABLE cases_delivery DROP COLUMN matter;
    """,
    MovedRows(
        "cases_delivery",
        "delivery_delivery",
        {"matter": "(SELECT reference FROM cases_case WHERE id = (told.image ->> 'case_id')::bigint)"},
    ),
)
OLD_COLUMNS = """CASE WHEN image ? 'matter' THEN
    jsonb_build_object('case_id', (SELECT id FROM cases_case WHERE reference = image ->> 'matter')) ELSE '{}' END"""
AS_BEFORE = """
ALTER TABLE ledger_row_image DISABLE TRIGGER ALL;
UPDATE ledger_row_image SET "table" = '{former}', image = image {image} WHERE "table" = '{table}';
ALTER TABLE ledger_row_image ENABLE TRIGGER ALL;
"""


@pytest.fixture
def move(office):
    """Lead a database back to before a move, change something there, migrate, and return what proving finds."""

    def run(move, change="SELECT 1"):
        with transaction.atomic(), connection.cursor() as cursor:
            row_images.drop_triggers()
            fact_views.drop_views()
            cursor.execute(move.comes_back)
            image = f"- ARRAY{list(move.rows.values)} || {OLD_COLUMNS}" if move.rows.values else ""
            cursor.execute(AS_BEFORE.format(former=move.rows.former, table=move.rows.table, image=image))
            cursor.execute(f"{change}; SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(move.goes)
            carry_over([move.rows], unsigned(marks()).ids, at=NOW)
            row_images.make_triggers()
            found = prove_rows()
            transaction.set_rollback(True)
        return found

    return run


@pytest.fixture
def migrate(office):
    """Change the columns of a table as a migration does, and return what proving finds; ``before`` leaves its images."""

    def run(columns, *, before="SELECT 1", unseen="SELECT 1"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{before}; SET CONSTRAINTS ALL IMMEDIATE")
            row_images.drop_triggers()
            fact_views.drop_views()
            cursor.execute(f"{unseen}; {columns}")
            adopt_structure(unsigned(marks()).ids, at=NOW)
            row_images.make_triggers()
            found = prove_rows()
            transaction.set_rollback(True)
        return found

    return run


@pytest.mark.parametrize("moved", [CREDIT, PARCELS], ids=["credit", "parcels"])
def test_rows_are_whole_after_they_moved(move, moved):
    assert move(moved) == []


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


@pytest.mark.parametrize(
    "columns",
    [
        "ALTER TABLE people_creditmark DROP COLUMN source",
        "ALTER TABLE people_creditmark ADD COLUMN weight integer NOT NULL DEFAULT 1",
        "ALTER TABLE people_creditmark RENAME COLUMN source TO document",
    ],
    ids=["went", "came", "renamed"],
)
def test_rows_are_whole_after_their_columns_changed_and_what_was_changed_by_hand_is_still_found(
    migrate, columns
):
    by_hand = f"UPDATE people_creditmark SET reason = '无' WHERE id = {a_row('people_creditmark')}"

    assert migrate(columns) == []

    for found in (migrate(columns, before=by_hand), migrate(columns, unseen=by_hand)):
        assert [(each.found, each.present) for each in found] == [(ProblemKind.FACT, 'reason = "无"')]
