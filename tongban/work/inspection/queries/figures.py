"""The hotline's own figures of a unit over a period: numerator and denominator, asked from its orders."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.counted import Counted
from tongban.work.hotline.models import Order, Reply, Solved
from tongban.work.inspection.models import Inspection

Rows = QuerySet[Order]


@dataclass(frozen=True, slots=True)
class SystemFigure:
    """A figure: what it is called, which orders it is of, and which of them count."""

    label: str | Promise
    of: Callable[[Rows, date, date], Rows]
    counted: Q


def _registered(rows: Rows, since: date, until: date) -> Rows:
    return rows.filter(registered_at__date__range=(since, until))


def _closed(rows: Rows, since: date, until: date) -> Rows:
    return rows.filter(closed_at__date__range=(since, until))


def _dispatched(rows: Rows, since: date, until: date) -> Rows:
    return rows.filter(dispatched_at__date__range=(since, until))


def _signed(rows: Rows, since: date, until: date) -> Rows:
    return rows.filter(sign_due_at__date__range=(since, until))


def _heard(rows: Rows, since: date, until: date) -> Rows:
    return _closed(rows, since, until).filter(heard_in__isnull=False)


# fmt: off
FIGURES = {
    "signed_in_time":    SystemFigure(_("Share signed for in time"), _signed, Q(signed_at__lte=F("sign_due_at"))),
    "dispatched_in_time": SystemFigure(_("Share dispatched in time"), _dispatched, Q(dispatched_at__lte=F("dispatch_due_at"))),
    "closed":            SystemFigure(_("Share of the orders taken in that are closed"), _registered, Q(status="closed")),
    "not_returned":      SystemFigure(_("Share not returned"), _dispatched, Q(returns__isnull=True)),
    "not_redone":        SystemFigure(_("Share handled once"), _closed, Q(rounds__lte=1)),
    "called_back":       SystemFigure(_("Share called back and heard"), _closed, Q(heard_in__isnull=False)),
    "contacted":         SystemFigure(_("Share contacted by the unit, of those heard"), _heard, Q(heard_in__was_contacted=True)),
    "solved":            SystemFigure(_("Share solved, of those heard"), _heard, Q(solved=Solved.YES)),
    "satisfied":         SystemFigure(_("Share satisfied, of those heard"), _heard, Q(satisfaction__gte=3)),
    "not_extended":      SystemFigure(_("Share without extension"), _closed, Q(extension__isnull=True)),
    "not_suspended":     SystemFigure(_("Share without suspension"), _closed, Q(suspensions__isnull=True)),
}
# fmt: on
IN_TIME, PASSED = "replied_in_time", "inspection_passed"
LABELS = {
    **{name: figure.label for name, figure in FIGURES.items()},
    IN_TIME: _("Share replied to by its last day"),
    PASSED: _("Share of inspections passed"),
}


def figure_of(name: str, unit: int, since: date, until: date) -> Counted:
    """Return a figure of a unit over a period; orders that a ruling leaves out are on neither side."""
    if name == PASSED:
        return _passed(unit, since, until)
    orders = Order.objects.filter(lead_unit=unit, is_excluded=False)
    if name == IN_TIME:
        return _replied_in_time(orders, since, until)
    figure = FIGURES[name]
    found = figure.of(orders, since, until).aggregate(
        of=Count("pk", distinct=True), number=Count("pk", filter=figure.counted, distinct=True)
    )
    return Counted(found["number"], found["of"])


def _replied_in_time(orders: Rows, since: date, until: date) -> Counted:
    """Count first replies: those due in the period, in time by the day that was the last one then."""
    replies = Reply.objects.filter(
        order__in=orders, round=1, is_direct=False, due_on__range=(since, until)
    ).annotate(on=TruncDate("at"))
    found = replies.aggregate(of=Count("pk"), number=Count("pk", filter=Q(on__lte=F("due_on"))))
    late = orders.filter(due_on__range=(since, until), replies__isnull=True).count()
    return Counted(found["number"], found["of"] + late)


def _passed(unit: int, since: date, until: date) -> Counted:
    rows = Inspection.objects.filter(
        unit=unit, status=Inspection.Status.FINAL, scored_at__date__range=(since, until)
    )
    passed = Q(has_fatal=False, score__gte=F("form__pass_mark"))
    found = rows.aggregate(of=Count("pk"), number=Count("pk", filter=passed))
    return Counted(found["number"], found["of"])
