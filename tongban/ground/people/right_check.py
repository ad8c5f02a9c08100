"""Whether those who acted held on that day the roles that their entries name, as the assignments say."""

from collections.abc import Iterator

from django.db import connection

from tongban.ground.ledger.problems import LedgerProblem, ProblemKind

MOST = 10_000
ROLES = """
WITH acted AS (
    SELECT DISTINCT by_id, by_role, (at AT TIME ZONE 'Asia/Shanghai')::date AS day FROM ledger_entry
    WHERE id > %(after)s AND by_id IS NOT NULL AND by_role <> ''
), unheld AS (
    SELECT acted.* FROM acted WHERE EXISTS (
        SELECT FROM unnest(string_to_array(acted.by_role, ', ')) AS said (role) WHERE NOT EXISTS (
            SELECT FROM people_assignment AS held WHERE held.user_id = acted.by_id AND held.role = said.role
            AND held.since <= acted.day AND acted.day <= coalesce(held.until + 1, 'infinity')
        ) AND NOT EXISTS (
            SELECT FROM people_substitution AS place JOIN people_assignment AS held ON held.user_id = place.absent_id
            WHERE place.deputy_id = acted.by_id AND held.role = said.role AND place.since <= acted.day
            AND acted.day <= least(place.until, place.ended_on) + 1 AND held.since <= acted.day
            AND acted.day <= coalesce(held.until + 1, 'infinity')
        )
    )
)
SELECT entry.subject, entry.number, entry.by_name, entry.by_role FROM unheld JOIN ledger_entry AS entry
ON entry.by_id = unheld.by_id AND entry.by_role = unheld.by_role
AND (entry.at AT TIME ZONE 'Asia/Shanghai')::date = unheld.day AND entry.id > %(after)s
ORDER BY entry.id LIMIT %(most)s
"""


def role_problems(*, after: int = 0) -> Iterator[LedgerProblem]:
    """Return the entries whose author held one of the roles named at no time of that day or the day before."""
    with connection.cursor() as cursor:
        cursor.execute(ROLES, {"after": after, "most": MOST})
        rows = cursor.fetchall()
    for subject, number, name, roles in rows:
        yield LedgerProblem(ProblemKind.NO_RIGHT, subject, number, "", f"{name} ({roles})")
