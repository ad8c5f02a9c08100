"""The figures of service elsewhere a second time, from its tables, and those of joint applications."""

from datetime import date, timedelta

from tests.periods import DAYS, HOURS
from tongban.work.cases.models import CaseElsewhere
from tongban.work.cases.tests.bundles import by_hand as joint

TAKEN = f"FROM cases_caseelsewhere AS taken WHERE taken.at {HOURS}"
DECIDED = f"""FROM cases_case WHERE id IN (SELECT case_id FROM cases_caseelsewhere) AND decided_on {DAYS}
    AND due_on IS NOT NULL"""
SQL = {
    "elsewhere-cases": f"SELECT count(*), NULL {TAKEN}",
    "elsewhere-across-provinces": f"""SELECT count(*), NULL {TAKEN}
        AND listed_id IN (SELECT id FROM cases_elsewhereitem WHERE reach = 'provinces')""",
    "elsewhere-decided-as-promised": f"SELECT coalesce(sum((decided_on <= due_on)::int), 0), count(*) {DECIDED}",
    "transfers-turned-back": f"""SELECT coalesce(sum((state = 'turned_back')::int), 0), count(*)
        FROM cases_transfer WHERE received_at {HOURS}""",
    **joint.SQL,
}


def let_happen(chance, by):
    """Decide what was taken in elsewhere and accepted, in time or a day late; let joint applications be settled."""
    joint.let_happen(chance, by)
    for taken in CaseElsewhere.objects.select_related("case").order_by("pk"):
        case = taken.case
        if case.accepted_on is not None and case.due_on is not None:
            case.decided_on = min(case.due_on + timedelta(days=chance.choice([0, 1])), date(2022, 12, 31))
            case.save(update_fields=["decided_on"])
