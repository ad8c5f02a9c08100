"""Half a million cases in a database of their own: copies of the demo's cases, spread over years, people, divisions.

One in thirty-six is under way, as when a year's cases take seven working days; all others are closed. What is under
way has its steps and materials.
"""

import os
from typing import Any

from config import roles
from config.database import OWNER_VARIABLE

CASES = 500_000
APPLICANTS = 60_000
OPEN = "('filed', 'incomplete', 'completed', 'accepted', 'paused', 'granted', 'refused', 'issued')"
PEOPLE = """
INSERT INTO people_applicant ({columns})
SELECT {values} FROM generate_series(1, {count}) AS n,
  LATERAL (SELECT * FROM people_applicant WHERE kind = 'person' AND account_id IS NULL ORDER BY id LIMIT 1) AS one
"""
NAME = (
    "substr('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏', 1 + (n * 7) % 30, 1) || "
    "substr('文明志强建国春兰秀英海燕小红晓东玉梅家和思远子涵雨桐', 1 + (n / 30) % 26, 1) || "
    "substr('华民军平玲芳娜静敏丽强磊洋艳勇杰娟涛超霞', 1 + (n / 780) % 20, 1)"
)
COPIES = """
CREATE UNLOGGED TABLE bench_copy AS
WITH taken AS (
  SELECT id, status IN {open} AS is_open,
    row_number() OVER (PARTITION BY status IN {open} ORDER BY id) AS place,
    count(*) OVER (PARTITION BY status IN {open}) AS known
  FROM cases_case WHERE status NOT IN ('draft', 'discarded')
)
SELECT n, nextval('cases_case_id_seq') AS id, taken.id AS of, (hashint4(n) & 65535) % 20 AS days_open,
  30 + (hashint4(n) & 65535) % 1600 AS days_closed, taken.is_open
FROM generate_series(1, {count}) AS n
JOIN taken ON taken.is_open = (n % 36 = 0) AND taken.place = 1 + (n / 36 * 7 + n) % taken.known
"""
ROWS = """
INSERT INTO cases_case ({columns})
SELECT {values} FROM bench_copy AS copy JOIN cases_case AS one ON one.id = copy.of
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM people_applicant WHERE number LIKE 'B%') AS who
  ON who.place = 1 + copy.n * 13 % {applicants} ORDER BY copy.n
"""
PARTS = """
INSERT INTO {table} ({columns}) SELECT {values} FROM bench_copy AS copy JOIN {table} AS one ON one.case_id = copy.of
WHERE copy.is_open
"""


def fill() -> None:
    """Copy until there are enough; a second run finds them."""
    from django.db import connection, transaction

    from tongban.work.cases.models import Case, CaseMaterial, Review

    if Case.objects.count() >= CASES:
        return
    _let_owner_copy()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica"
        )  # copies of rows that were checked once
        cursor.execute(_people())
        cursor.execute(COPIES.format(open=OPEN, count=CASES))
        cursor.execute(ROWS.format(**_columns(Case, _of_a_case(Case)), applicants=APPLICANTS))
        for model in (CaseMaterial, Review):
            said = _columns(model, {"id": None, "case_id": "copy.id"})
            cursor.execute(PARTS.format(table=model._meta.db_table, **said))
        cursor.execute("DROP TABLE bench_copy")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _let_owner_copy() -> None:
    """Let the owner of the tables copy without checks; only the administrator of the server can."""
    import psycopg

    owner = os.environ[OWNER_VARIABLE]
    with psycopg.connect(roles.address_of("postgres", owner, "postgres")) as session:
        session.execute(f"GRANT SET ON PARAMETER session_replication_role TO {roles.OWNER}")


def _people() -> str:
    from tongban.ground.people.models import Applicant

    said = {"id": None, "name": NAME, "number": "'B' || lpad(n::text, 12, '0')"}
    return PEOPLE.format(**_columns(Applicant, said), count=APPLICANTS)


def _of_a_case(model: Any) -> dict[str, str | None]:
    """Return what differs from the case copied: number, applicant, and every day and instant moved back together."""
    moved = "(CASE WHEN copy.is_open THEN copy.days_open ELSE copy.days_closed END)"
    said: dict[str, str | None] = {
        "id": "copy.id",
        "reference": "'CASE-' || (2015 + copy.n % 7) || '-' || lpad(copy.n::text, 6, '0')",
        "applicant_id": "who.id",
        "agent_id": "NULL",
        "check_code": "substr(md5(copy.n::text), 1, 10)",
    }
    for field in model._meta.concrete_fields:
        if field.get_internal_type() == "DateField":
            said[field.column] = f'one."{field.column}" - {moved}'
        elif field.get_internal_type() == "DateTimeField":
            said[field.column] = f"one.\"{field.column}\" - {moved} * interval '1 day'"
    return said


def _columns(model: Any, said: dict[str, str | None]) -> dict[str, str]:
    """Return columns and what is written into them; None leaves a column to the database."""
    columns = [field.column for field in model._meta.concrete_fields]
    values = {
        column: said.get(column, f'one."{column}"') for column in columns if said.get(column, "") is not None
    }
    return {
        "columns": ", ".join(f'"{name}"' for name in values),
        "values": ", ".join(map(str, values.values())),
    }
