"""Rules of the ranking from a year ago, and the bulletins of yesterday, of last week and of last month."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from tongban.account.bulletin import actions
from tongban.account.bulletin.models import Bulletin, RankingRules
from tongban.ground.people.models import Applicant, User
from tongban.work.hotline.models import Order

WEIGHTS = {"satisfaction": 40, "signed_in_time": 15, "replied_in_time": 25, "returned": 10, "redone": 10}
YEAR = timedelta(days=365)
SOURCE = "（示例）热线考核办法"


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Set the rules and issue the bulletins, once there are orders."""
    head = staff.get("hotline_head")
    if head is None or Bulletin.objects.exists() or not Order.objects.exists():
        return ""
    begin = at - YEAR
    rules = RankingRules(in_force_on=localdate(begin), least_orders=1, source=SOURCE, **WEIGHTS)
    actions.set_rules(rules, by=head, at=begin)
    today = localdate(at)
    for kind, day in (
        ("monthly", today.replace(day=1) - timedelta(days=1)),
        ("weekly", today - timedelta(days=7)),
        ("daily", today - timedelta(days=1)),
    ):
        actions.issue(kind, day, by=head, at=at)
    return ""
