"""Who sees which help, what is in force of it, and whom a helper can hand it to."""

from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_of, holders_of
from tongban.work.assistance.models import OPEN, Assistance, Authorisation, HandOver

RELATED = ("applicant__account", "helper", "taken_by")


def visible_to(user: User, _day: date | None = None) -> QuerySet[Assistance]:
    """Return the help this person may see: a helper what they take part in, whoever oversees help all of it."""
    seen = Assistance.objects.select_related(*RELATED)
    if user.may("assistance.oversee"):
        return seen
    if not user.may("assistance.read"):
        return seen.none()
    concerned = Q(helper=user) | Q(taken_by=user) | Q(authorisations__helper=user) | Q(hand_overs__taker=user)
    return seen.filter(pk__in=Assistance.objects.filter(concerned).values("pk"))


def own_assistances(user: User, day: date) -> QuerySet[Assistance]:
    """Return the help of a person and of those they act for."""
    return Assistance.objects.select_related(*RELATED).filter(applicant__in=applicants_of(user, day))


def open_for(applicant: Applicant) -> QuerySet[Assistance]:
    """Return the help that somebody has or waits for."""
    return Assistance.objects.select_related(*RELATED).filter(applicant=applicant, status__in=OPEN)


def authorisation_of(matter: Assistance) -> Authorisation | None:
    """Return the authorisation that has not ended."""
    return matter.authorisations.select_related("helper").filter(ended_at=None).first()


def offer_of(matter: Assistance) -> HandOver | None:
    """Return the hand-over that was offered and not answered."""
    return matter.hand_overs.select_related("giver", "taker").filter(ended_at=None).first()


def helpers_on(day: date) -> QuerySet[User]:
    """Return who can help, each with how many they `help_now`."""
    able = User.objects.filter(pk__in=[each.pk for each in holders_of("assistance.help", day)])
    helped = Assistance.objects.filter(helper=OuterRef("pk"), status__in=OPEN).order_by().values("helper")
    count = Coalesce(Subquery(helped.values(count=Count("pk"))), 0)
    return able.select_related("department").annotate(help_now=count)
