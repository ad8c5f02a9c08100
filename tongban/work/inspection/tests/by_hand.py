"""The figures of inspection a second time, from its tables."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from tests.periods import HOURS
from tongban.work.hotline.models import Order
from tongban.work.inspection.models import ClosingLead, Inspection

SCORED = f"""FROM inspection_inspection AS it JOIN inspection_qualityform AS form ON form.id = form_id
    WHERE scored_at {HOURS}"""
JUDGED = f"FROM inspection_closinglead WHERE judged_at {HOURS}"
SQL = {
    "hotline-inspections": f"SELECT count(*), NULL {SCORED}",
    "hotline-inspections-passed": f"""SELECT count(*) FILTER (WHERE score >= pass_mark AND NOT has_fatal), count(*)
        {SCORED}""",
    "hotline-fatal-errors": f"SELECT count(*) FILTER (WHERE has_fatal), count(*) {SCORED}",
    "hotline-forged-closings": f"SELECT count(*), NULL {JUDGED} AND status = 'confirmed'",
    "hotline-false-leads": f"SELECT count(*) FILTER (WHERE status = 'false'), count(*) {JUDGED}",
}


def let_happen(chance, by):
    """Score inspections and judge leads, some a minute after the year."""
    ends = datetime(2022, 12, 31, 15, 59, tzinfo=UTC)
    for inspection in Inspection.objects.filter(turn=1).order_by("pk"):
        inspection.scored_at, inspection.inspector = ends + timedelta(minutes=chance.choice([0, 0, 1])), by
        inspection.score, inspection.has_fatal = Decimal(chance.choice([79, 80, 95])), chance.random() < 0.3
        inspection.status, inspection.appeal_until = "scored", ends.date()
        inspection.save()
    for order in Order.objects.filter(lead_unit__isnull=False).order_by("pk")[:8]:
        said = {
            "order": order,
            "unit": order.lead_unit,
            "kind": "no_contact",
            "strength": 1,
            "found_at": ends,
        }
        ClosingLead.objects.get_or_create(
            order=order, kind="no_contact", defaults={"reference": f"X-{order.pk}", **said}
        )
    for lead in ClosingLead.objects.order_by("pk"):
        lead.status, lead.finding = chance.choice(["confirmed", "false"]), "（示例）已核实"
        lead.judged_at, lead.judged_by = ends + timedelta(minutes=chance.choice([0, 0, 1])), by
        lead.save()
