"""The hotline's cast with a closed order, a form of inspection, and a standard of two branches."""

from datetime import date
from decimal import Decimal

from tongban.work.hotline.models import Order
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import at, led, registered
from tongban.work.inspection.actions import forms, standards
from tongban.work.inspection.actions.forms import CriterionWish
from tongban.work.inspection.actions.inspections import GivenMark
from tongban.work.inspection.actions.samples import SampleWish, draw_sample

CLOSED = ("dispatch", "sign", "reply", "review", "close")
SEPTEMBER = {"since": date(2022, 9, 1), "until": date(2022, 9, 10)}
DRAWN = at(12)
CRITERIA = (
    CriterionWish("文明用语", Decimal(40)),
    CriterionWish("记录准确", Decimal(60)),
    CriterionWish("泄露来电人信息", is_fatal=True),
)
INDICATORS = {
    "1": {"name": "服务响应", "weight": Decimal(60)},
    "1.1": {
        "name": "按时签收率",
        "weight": Decimal(60),
        "source": "system",
        "figure": "signed_in_time",
        "formula": "ratio",
        "full_at": Decimal(95),
        "none_at": Decimal(60),
    },
    "2": {"name": "服务规范", "weight": Decimal(40)},
    "2.1": {
        "name": "拨测接听",
        "weight": Decimal(40),
        "source": "mystery_call",
        "formula": "deduction",
        "each": Decimal(5),
    },
}


def closed(office, count=1):
    """Return orders led to their end on the fifth of September."""
    orders = [led(office, registered(office), *CLOSED) for _ in range(count)]
    return orders if count > 1 else orders[0]


def form(office, criteria=CRITERIA):
    return forms.set_form(
        "热线质检表", criteria, in_force_on=date(2022, 1, 1), by=office.head, at=at(1, month=1)
    )


def wish(**said):
    return SampleWish(**({"name": "九月质检", "purpose": "inspection", **SEPTEMBER} | said))


def drawn(office, **said):
    return draw_sample(wish(**said), by=office.shen, at=DRAWN)


def marks(inspection, *points, hit=False):
    """Return marks by the criteria in their order; the last one is the fatal error."""
    criteria = list(inspection.form.criteria.all())
    given = {each.pk: GivenMark(Decimal(found)) for each, found in zip(criteria, points, strict=False)}
    return given | {criteria[-1].pk: GivenMark(is_hit=hit, remark="念出了电话号码" if hit else "")}


def standard(office, indicators=INDICATORS, enforce=True):
    found = standards.draft("热线测评标准", by=office.qian, at=at(2))
    for code, values in indicators.items():
        standards.set_indicator(found, code, values, by=office.qian, at=at(2))
    return standards.enforce(found, by=office.head, at=at(2)) if enforce else found


__all__ = ["Order", "at", "cast"]
