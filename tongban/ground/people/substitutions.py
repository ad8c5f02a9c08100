"""Substitution: a colleague acts in somebody's place for some days, with their rights, under the own name."""

from collections.abc import Callable
from copy import copy
from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from tongban.ground.people.models import Substitution, User
from tongban.ground.people.places import bureau_around, departments_under

Answer = Callable[[HttpRequest], HttpResponse]
ACTING = "acts_in_place_of"
"""Under which key a session keeps the substitution that its reader makes use of."""
OWN_PAGES = ("/me/", "/sign-")
"""Where everybody is themselves: the own account, signing in and out."""
HEADS = frozenset({"division_head", "unit_head", "hall_head", "hotline_head", "bureau_leader"})


def substitutions_on(day: date) -> QuerySet[Substitution]:
    """Return the substitutions that hold on a day."""
    lasting = Q(ended_on=None) | Q(ended_on__gte=day)
    found = Substitution.objects.filter(lasting, since__lte=day, until__gte=day, absent__is_active=True)
    return found.select_related("absent__department", "deputy")


def substitutions_around(user: User, day: date) -> QuerySet[Substitution]:
    """Return the substitutions of a person, in whose place somebody acts or who acts, that are not over."""
    found = Substitution.objects.filter(Q(absent=user) | Q(deputy=user), until__gte=day)
    lasting = Q(ended_on=None) | Q(ended_on__gte=day)
    return found.filter(lasting).select_related("absent", "deputy").order_by("since", "pk")


def staff_around(user: User) -> QuerySet[User]:
    """Return the officers of the bureau around a person; the administrator, whom no division holds, knows all."""
    staff = User.objects.filter(is_active=True, acts_for=None, department__isnull=False)
    if user.department_id is None or user.may("people.manage"):
        return staff
    return staff.filter(department__in=bureau_around(user.department_id))


def appointed_for(by: User, day: date) -> QuerySet[User]:
    """Return in whose place somebody may name a deputy: the own, those under a head, all for the administrator."""
    if by.may("people.manage"):
        return staff_around(by)
    under = departments_under(by.department_id) if by.roles_on(day) & HEADS else ()
    return User.objects.filter(Q(pk=by.pk) | Q(department__in=under), is_active=True, acts_for=None)


def may_appoint(by: User, absent: User, day: date) -> bool:
    """Return whether somebody may name who acts in a person's place: that person, their head, the administrator."""
    return stands_in_for(by) is None and appointed_for(by, day).filter(pk=absent.pk).exists()


def stands_in_for(user: object) -> User | None:
    """Return in whose place somebody acts, if they do."""
    found: User | None = getattr(user, "absent", None)
    return found


def stand_in(deputy: User, absent: User) -> User:
    """Return a deputy as they act: with the rights and at the place of who is away, and named with both."""
    acting = copy(deputy)
    acting._state = copy(deputy._state)
    acting._state.fields_cache = {}  # the copy's own, or the deputy would come to sit there too
    acting.held, acting.permissions = absent.held, absent.permissions
    acting.department = absent.department
    acting.display_name = f"{deputy}（代{absent}）"
    acting.absent = absent  # type: ignore[attr-defined]
    acting.save = _refuse_to_save  # type: ignore[method-assign]
    return acting


def act_in_place(get_response: Answer) -> Answer:
    """Let who chose to act in somebody's place do so, as long as the substitution holds."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(OWN_PAGES) and (chosen := request.session.get(ACTING)):
            held = substitutions_on(localdate()).filter(pk=chosen, deputy=request.user.pk).first()
            if held is None:
                del request.session[ACTING]
            else:
                request.user = stand_in(request.user, held.absent)  # type: ignore[arg-type]
        return get_response(request)

    return answer


def _refuse_to_save(*args: object, **kwargs: object) -> None:
    raise TypeError("a stand-in is nobody of their own: save the deputy")
