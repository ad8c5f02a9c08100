"""Every fact is proven: what somebody changes with SQL, in whichever column and with the triggers on or off, is found."""

import pytest
from django.db import Error, IntegrityError, connection

from tests.proofs.conftest import a_row
from tongban.ground.ledger.image_check import row_problems, unsigned
from tongban.ground.ledger.marks import marks
from tongban.ground.ledger.problems import ProblemKind
from tongban.ground.ledger.proof_tables import proven_tables
from tongban.ground.ledger.verification import verify

pytestmark = pytest.mark.django_db
OTHERS = "(SELECT min(id) FROM people_applicant WHERE id NOT IN (SELECT {0} FROM {1} WHERE id = {{row}}))"
GIVE = "INSERT INTO people_assignment (user_id, role, since) SELECT id, 'system_administrator', '2026-01-01' FROM people_user"
FINDINGS = {
    "due day of a case": ("cases_case", "due_on = due_on + 30", "due_on IS NOT NULL"),
    "applicant": (
        "cases_case",
        f"agent_id = NULL, applicant_id = {OTHERS.format('applicant_id', 'cases_case')}",
        "true",
    ),
    "day of decision": ("cases_case", "decided_on = decided_on - 1", "decided_on IS NOT NULL"),
    "form of a case": ("cases_case", "form = '{{}}'", "form <> '{}'"),
    "content of a paper": ("cases_paper", "content = content || '{{\"x\": 1}}'", "true"),
    "paper removed": ("cases_paper", "", "true"),
    "validity of a licence": ("licences_licence", "valid_until = '2099-12-31'", "true"),
    "holder of a licence": (
        "licences_licence",
        f"holder_id = {OTHERS.format('holder_id', 'licences_licence')}",
        "true",
    ),
    "licence removed": ("licences_licence", "", "id NOT IN (SELECT licence_id FROM licences_licenceuse)"),
    "amount of a payment": ("budget_payment", "amount_yuan = amount_yuan + 100000", "true"),
    "payment removed": ("budget_payment", "", "true"),
    "kept value": ("insight_keptvalue", "value = value + 1", "value IS NOT NULL"),
    "level of a rating": ("ratings_rating", "level = 5", "level <> 5"),
    "report of a version": ("evaluation_version", "report = report || '{{\"x\": 1}}'", "true"),
    "digest of a version": ("evaluation_version", "digest = repeat('0', 64)", "true"),
    "status of a case": ("cases_case", "status = 'terminated'", "status = 'accepted'"),
}
STAYING = {
    "evaluation_version",
    "cases_paper",
    "insight_keptvalue",
    "budget_payment",
    "licences_licence",
    "ratings_rating",
}
"""What the database itself refuses to change, but for a licence's status."""
"""What somebody changes: the table, the change (none: the row is removed), and which row is meant."""


def test_an_honest_office_is_whole(office):
    assert verify().problems == []


@pytest.mark.parametrize("triggers", [True, False], ids=["triggers on", "triggers off"])
@pytest.mark.parametrize("finding", FINDINGS)
def test_a_change_by_sql_is_found_and_the_row_is_named(attack, finding, triggers):
    table, change, condition = FINDINGS[finding]
    row = a_row(table, condition)
    sql = (
        f"UPDATE {table} SET {change} WHERE id = {{row}}"
        if change
        else f"DELETE FROM {table} WHERE id = {{row}}"
    )

    if triggers and table in STAYING:
        with pytest.raises(IntegrityError, match="stays"):
            attack(sql.format(row=row))
        return
    (problem,) = attack(sql.format(row=row), triggers=triggers)

    assert problem.found == (ProblemKind.FACT if change else ProblemKind.ROW_GONE)
    assert f"({table} {row})" in problem.subject
    assert problem.expected


@pytest.mark.parametrize("triggers", [True, False], ids=["triggers on", "triggers off"])
def test_a_role_given_by_sql_is_found(attack, triggers):
    (problem,) = attack(f"{GIVE} WHERE username = 'zhangmin'", triggers=triggers)

    assert problem.found == ProblemKind.ROW_CAME
    assert "system_administrator" in problem.present


CHANGES = {
    "boolean": "NOT coalesce({0}, false)",
    "date": "coalesce({0}, '2000-01-01') + 1",
    "timestamp with time zone": "coalesce({0}, '2000-01-01') + interval '1 second'",
    "jsonb": "jsonb_build_array({0})",
    "ARRAY": "{0} || {0} || array_fill((SELECT unnest({0}) LIMIT 1), ARRAY[1])",
    "text": "left(coalesce({0}, '') || 'x', 100000)",
    "character varying": "CASE WHEN left({0}, 1) = '0' THEN '1' ELSE '0' END || coalesce(substr({0}, 2), '')",
}
"""How a value of each type is changed; numbers and keys by one."""


def changes_of(table):
    """Return each column of a table that has rows, and an expression for another value."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s AND column_name <> 'id'",
            [table],
        )
        columns = cursor.fetchall()
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        (count,) = cursor.fetchone()
    return [
        (name, CHANGES.get(kind, "coalesce({0}, 0) + 1").format(f'"{name}"'))
        for name, kind in columns
        if count
    ]


@pytest.mark.parametrize(
    "most", [2, pytest.param(100, marks=pytest.mark.deep)], ids=["some columns", "every column"]
)
def test_every_column_of_every_proven_row_is_proven(attack, most):
    unseen, seen = [], 0
    for proven in proven_tables().values():
        changes = [each for each in changes_of(proven.table) if each[0] not in proven.besides]
        for column, changed in changes[-most:]:
            sql = f'UPDATE "{proven.table}" SET "{column}" = {changed} WHERE "{column}" IS DISTINCT FROM {changed}'
            try:
                problems = attack(sql, triggers=False, prove=lambda table=proven: table_problems(table))
            except Error:
                continue  # a constraint of the database stands against it
            seen += bool(problems)
            unseen += [] if problems else [f"{proven.table}.{column}"]

    assert unseen == []
    assert seen > 20 * min(most, 10)


def table_problems(proven):
    return list(row_problems(proven, unsigned(marks())))


@pytest.mark.parametrize("triggers", [True, False], ids=["triggers on", "triggers off"])
def test_a_row_removed_from_any_table_is_found(attack, triggers):
    for proven in proven_tables().values():
        sql = f'DELETE FROM "{proven.table}" WHERE "{proven.key}" = (SELECT min("{proven.key}") FROM "{proven.table}")'
        try:
            problems = attack(sql, triggers=triggers, prove=lambda table=proven: table_problems(table))
        except Error:
            continue  # other rows point to it
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{proven.table}"')
            (count,) = cursor.fetchone()
        if count and proven.table != "kit_storedfile":
            assert [problem.found for problem in problems][:1] == [ProblemKind.ROW_GONE], proven.table
