"""The figures of policies a second time, from their tables."""

from datetime import date, timedelta

from tests.periods import DAYS, HOURS
from tongban.offer.policies.models import GrantList, Match, PolicyVersion

PUBLISHED = f"FROM policies_policyversion WHERE published_at {HOURS}"
HOLDING = f"""FROM (SELECT DISTINCT ON (version.policy_id, profile_id) match."on", outcome, status
      FROM policies_match AS match JOIN policies_policyversion AS version ON version.id = version_id
      ORDER BY version.policy_id, profile_id, match."on" DESC, match.id DESC
    ) AS last WHERE "on" {DAYS} AND status = 'published'"""
GRANTED = f"""FROM policies_grantrow JOIN policies_grantlist AS list ON list.id = list_id
    WHERE confirmed_on {DAYS} AND standing NOT IN ('struck', 'declined')"""
SQL = {
    "policies-published": f"SELECT count(*), NULL {PUBLISHED}",
    "policies-withdrawn": f"SELECT count(*), NULL {PUBLISHED} AND status = 'withdrawn'",
    "policies-differing": f"SELECT count(*) FILTER (WHERE deviation <> ''), count(*) {PUBLISHED}",
    "policy-matches": f"SELECT count(*), NULL {HOLDING} AND outcome = 'met'",
    "policy-undecidable": f"SELECT count(*) FILTER (WHERE outcome = 'unknown'), count(*) {HOLDING}",
    "grants-without-application": f"SELECT count(*), NULL {GRANTED}",
    "grants-without-application-yuan": f"SELECT sum(amount_yuan), NULL {GRANTED}",
}


def let_happen(chance, by):
    """Confirm a list without some, withdraw a policy, let some matches change afterwards."""
    for drawn in GrantList.objects.all():
        rows = list(drawn.rows.order_by("pk"))
        for row in chance.sample(rows, len(rows) // 3):
            row.standing, row.ruling = chance.choice(["struck", "declined"]), "（示例）已核实"
            row.save()
        drawn.status, drawn.confirmed_on = chance.choice(["confirmed", "handed_over"]), date(2022, 12, 31)
        drawn.save()
    for match in chance.sample(list(Match.objects.order_by("pk")), 30):
        match.pk, match.outcome = None, chance.choice(["met", "not_met", "unknown"])
        match.on += timedelta(days=chance.choice([1, 30, 60]))
        match.save(force_insert=True)
    withdrawn = chance.choice(list(PolicyVersion.objects.filter(status="published").order_by("pk")))
    withdrawn.status = "withdrawn"
    withdrawn.save()
