"""Whether those who moved a case had to do with it: staff by their line of the organisation, others as applicants."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db import connection

from tongban.ground.ledger.problems import LedgerProblem, ProblemKind
from tongban.ground.people.places import line_of
from tongban.work.cases.states import CHART

MOST = 10_000
BY_APPLICANTS = sorted(move.name for move in CHART.moves.values() if move.permission == "cases.apply")
OFFICES = """
SELECT DISTINCT entry.by_id, matter.division_id, matter.divisions
FROM ledger_entry AS entry JOIN cases_case AS matter ON matter.reference = entry.subject
WHERE entry.id > %(after)s AND entry.kind = 'move' AND entry.by_id IS NOT NULL AND entry.move <> ALL(%(moves)s)
"""
PLACES = """
SELECT id::text, department_id FROM people_user WHERE department_id IS NOT NULL
UNION SELECT row, (image ->> 'department_id')::bigint FROM ledger_row_image
WHERE "table" = 'people_user' AND image ->> 'department_id' IS NOT NULL
UNION SELECT place.deputy_id::text, absent.department_id FROM people_substitution AS place
JOIN people_user AS absent ON absent.id = place.absent_id WHERE absent.department_id IS NOT NULL
"""
OF_OFFICE = """
SELECT entry.subject, entry.number, entry.by_name, entry.move
FROM unnest(%(users)s::bigint[], %(divisions)s::bigint[]) AS foreign_ (by_id, division_id)
JOIN cases_case AS matter ON matter.division_id = foreign_.division_id
JOIN ledger_entry AS entry ON entry.subject = matter.reference AND entry.by_id = foreign_.by_id
WHERE entry.id > %(after)s AND entry.kind = 'move' AND entry.move <> ALL(%(moves)s) ORDER BY entry.id LIMIT %(most)s
"""
OF_STRANGERS = """
SELECT entry.subject, entry.number, entry.by_name, entry.move
FROM ledger_entry AS entry JOIN cases_case AS matter ON matter.reference = entry.subject
WHERE entry.id > %(after)s AND entry.kind = 'move' AND entry.move = ANY(%(moves)s)
AND NOT EXISTS (
    SELECT FROM people_applicant AS own WHERE own.account_id = entry.by_id AND (
        own.id = matter.applicant_id
        OR own.id = (SELECT represented_by_id FROM people_applicant WHERE id = matter.applicant_id)
        OR EXISTS (
            SELECT FROM people_mandate AS given WHERE given.agent_id = own.id AND given.principal_id = matter.applicant_id
            AND given.since <= (entry.at AT TIME ZONE 'Asia/Shanghai')::date
            AND coalesce(given.until, 'infinity') >= (entry.at AT TIME ZONE 'Asia/Shanghai')::date
        )
    )
)
AND NOT EXISTS (SELECT FROM people_user AS system WHERE system.id = entry.by_id AND system.acts_for_id = matter.applicant_id)
ORDER BY entry.id LIMIT %(most)s
"""


def office_problems(*, after: int = 0) -> Iterator[LedgerProblem]:
    """Return the moves by staff who never belonged to the line of the case, and by strangers to the application."""
    values: dict[str, Any] = {"after": after, "most": MOST, "moves": BY_APPLICANTS}
    users, divisions = _foreign(values)
    with connection.cursor() as cursor:
        cursor.execute(OF_OFFICE, {**values, "users": users, "divisions": divisions})
        staff = cursor.fetchall()
        cursor.execute(OF_STRANGERS, values)
        strangers = cursor.fetchall()
    for subject, number, name, move in chain(staff, strangers):
        yield LedgerProblem(ProblemKind.NO_RIGHT, subject, number, "", f"{move}: {name}")


def _foreign(values: dict[str, Any]) -> tuple[list[int], list[int]]:
    """Return who acted in which division without ever belonging to its line."""
    lines: dict[int, frozenset[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(OFFICES, values)
        acted = cursor.fetchall()
        cursor.execute(PLACES)
        places: dict[int, set[int]] = {}
        for user, department in cursor.fetchall():
            places.setdefault(int(user), set()).add(department)
    for department in set(chain.from_iterable(places.values())):
        lines[department] = line_of(department)
    foreign = {
        (user, division)
        for user, division, taking_part in acted
        if not any(lines[place] & {division, *taking_part} for place in places.get(user, ()))
    }
    return [user for user, _ in foreign], [division for _, division in foreign]
