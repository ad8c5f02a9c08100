"""What happens by itself: leads are found, rules ask for inspections, scores without an appeal become final."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.law import term
from tongban.ground.matters.duties import DAYS, Duty
from tongban.work.hotline.models import Order
from tongban.work.inspection.actions.inspections import ask_by_rule, lapse
from tongban.work.inspection.actions.leads import find_leads
from tongban.work.inspection.models import HitRule, Inspection
from tongban.work.inspection.queries.inspections import hit_by
from tongban.work.inspection.queries.samples import form_on

DAYS_OF_RULES = 7


def find_new_leads(*, at: datetime) -> int:
    """Look at the orders closed in the last days for leads on forged closing; return how many are new."""
    until = day_of(at)
    return find_leads(until - timedelta(days=int(term("lead_window", on=until))), until, at=at)


def ask_by_rules(*, at: datetime) -> int:
    """Ask for the inspection of the orders closed in the last week that a rule hits; return how many."""
    if form_on(day_of(at)) is None:
        return 0
    since = at - timedelta(days=DAYS_OF_RULES)
    closed = Order.objects.filter(
        closed_at__gte=since, closed_at__lte=at, is_confidential=False, merged_into=None
    )
    rules = HitRule.objects.filter(is_active=True)
    return sum(
        ask_by_rule(order, rule, at=at) is not None for rule in rules for order in hit_by(rule, closed)
    )


def make_final(*, at: datetime) -> int:
    """Make the scores final against which nobody has appealed in time; return how many."""
    due = Inspection.objects.filter(status=Inspection.Status.SCORED, appeal_until__lt=day_of(at))
    return sum(lapse(each, at=at) for each in due)


DUTIES = (
    Duty("inspection.leads", _("Find leads on forged closing"), DAYS, find_new_leads),
    Duty("inspection.rules", _("Ask for inspections by rules"), DAYS, ask_by_rules),
    Duty("inspection.final", _("Make scores final without an appeal"), DAYS, make_final, undoable=False),
)
