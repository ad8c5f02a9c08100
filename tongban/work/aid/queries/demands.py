"""Demands of enterprises: who sees which, what fits the enterprise, who knows the field."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import override

from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import agents_of, applicants_of
from tongban.offer.policies.models import Expert
from tongban.offer.policies.queries import PolicyMatch, matches_for, profile_of
from tongban.work.aid.models import EnterpriseDemand, MeetingItem, PolicyNews
from tongban.work.aid.rules import LINE
from tongban.work.hotline.models import OPEN, Line, Order, Reply
from tongban.work.hotline.queries.visibility import lines_of

READING = ("aid.read",)
RELATED = ("order__line", "order__area", "order__lead_unit", "order__demand_class", "expert__unit")
MOST_EXPERTS = 5


def visible_to(user: User, day: date | None = None) -> QuerySet[EnterpriseDemand]:
    """Return the demands this person may see: those of the lines of their centre."""
    seen = EnterpriseDemand.objects.select_related(*RELATED)
    return seen.filter(order__line__in=lines_of(user)) if user.may("aid.read") else seen.none()


def own_demands(user: User, day: date) -> QuerySet[EnterpriseDemand]:
    """Return the demands of the enterprises that an account acts for."""
    codes = own_enterprises(user, day).values("number")
    return EnterpriseDemand.objects.filter(credit_code__in=codes).select_related(*RELATED)


def own_enterprises(user: User, day: date) -> QuerySet[Applicant]:
    """Return the verified enterprises that an account acts for."""
    found = applicants_of(user, day).filter(kind="enterprise", number_type="credit")
    return found.exclude(verified=Applicant.Verified.PENDING)


def own_news(user: User, day: date) -> QuerySet[PolicyNews]:
    """Return the policies that the enterprises of an account were told of."""
    codes = own_enterprises(user, day).values("number")
    return PolicyNews.objects.filter(credit_code__in=codes).select_related("version", "policy")


def accounts_of(credit_code: str, day: date) -> list[User]:
    """Return the accounts that are told of an enterprise's matters: its own or its representative's, and its agents'."""
    known = Applicant.objects.filter(number=credit_code, kind="enterprise")
    known = known.exclude(verified=Applicant.Verified.PENDING)
    holders = known.select_related("account", "represented_by__account")
    own = [each.account or (each.represented_by and each.represented_by.account) for each in holders]
    agents = [agent.account for each in holders for agent in agents_of(each, "", day)]
    return list(dict.fromkeys(account for account in (*own, *agents) if account))


def aid_line(day: date) -> Line | None:
    """Return the line of enterprise aid if it is open on a day."""
    lasting = Q(until=None) | Q(until__gte=day)
    return Line.objects.filter(lasting, code=LINE, since__lte=day).first()


def bare_calls(user: User) -> QuerySet[Order]:
    """Return the open orders of the line on which nobody has said yet which enterprise it is."""
    said = Exists(EnterpriseDemand.objects.filter(order=OuterRef("pk")))
    orders = Order.objects.filter(
        ~said, line__code=LINE, line__in=lines_of(user), status__in=OPEN, is_confidential=False
    )
    return orders.order_by("pk") if user.may("aid.work") else orders.none()


def matches_of(demand: EnterpriseDemand, day: date) -> list[PolicyMatch]:
    """Return what every policy in force says of the enterprise, by what is known of it."""
    profile = profile_of(demand.credit_code)
    return matches_for(profile.known if profile else {}, on=day)


def explained(match: PolicyMatch) -> Mapping[str, Any]:
    """Return why, why not and what is missing, in Chinese, as it is sent and kept."""
    with override("zh-hans"):
        yuan = match.judgement.amount_yuan
        return {
            "outcome": match.judgement.outcome.value,
            "yuan": str(yuan) if yuan is not None else "",
            "why": match.why,
            "why_not": match.why_not,
            "undecided": match.undecided,
            "missing": [question for _code, question in match.missing],
        }


def experts_for(demand: EnterpriseDemand) -> list[Expert]:
    """Return the experts whose field the demand speaks of; their policies that fit come first."""
    text = demand.order.text
    experts = Expert.objects.filter(is_active=True, review_on__gte=localdate()).select_related("unit")
    scored = ((_shared(text, each.field), each) for each in experts)
    found = sorted((row for row in scored if row[0]), key=lambda row: (-row[0], row[1].pk))
    return [each for _score, each in found[:MOST_EXPERTS]]


def _shared(text: str, field: str) -> int:
    """Return how many pairs of neighbouring characters of a field stand in a text."""
    return sum(field[place : place + 2] in text for place in range(len(field) - 1))


def answer_of(order: Order) -> str:
    """Return the last reply to an order."""
    last = Reply.objects.filter(order=order).order_by("-pk").values_list("text", flat=True).first()
    return last or ""


def waiting_for_a_meeting(demand: EnterpriseDemand) -> bool:
    """Return whether a called meeting has the demand on its table."""
    return MeetingItem.objects.filter(demand=demand, meeting__status="called").exists()
