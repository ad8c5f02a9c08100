"""What one may ask about people."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value

from tongban.ground.ledger.grants import grants
from tongban.ground.people import identity
from tongban.ground.people.models import (
    Applicant,
    Assignment,
    CreditMark,
    Department,
    Mandate,
    SignIn,
    User,
    name_digest,
    name_pieces,
)
from tongban.ground.people.places import bureau_around

UNUSED_DAYS = 90


def visible_to(user: User) -> QuerySet[User]:
    """Return the staff whose records this person may see: the administrator all, anybody else only their own."""
    staff = User.objects.filter(applicant__isnull=True, acts_for__isnull=True)
    staff = staff.select_related("department").prefetch_related("assignments")
    return staff if user.may("people.manage") else staff.filter(pk=user.pk)


def accounts_to_check(staff: QuerySet[User], day: date) -> QuerySet[User]:
    """Return the open accounts among these that have no role that day, or that nobody has used for 90 days."""
    lasting = Q(until__isnull=True) | Q(until__gte=day)
    held = Assignment.objects.filter(lasting, user=OuterRef("pk"), since__lte=day)
    before = day - timedelta(days=UNUSED_DAYS)
    unused = Q(last_login__date__lt=before) | Q(last_login__isnull=True, date_joined__date__lt=before)
    return staff.filter(~Exists(held) | unused, is_active=True)


def departments_visible_to(user: User) -> QuerySet[Department]:
    """Return the departments whose account this person may read: auditors and reviewers all, staff their bureau's."""
    if user.may("account.read_all") or user.may("account.review"):
        return Department.objects.all()
    if not user.may("account.read") or user.department_id is None:
        return Department.objects.none()
    return Department.objects.filter(pk__in=bureau_around(user.department_id))


def applicants_of(user: User, day: date, item: str = "") -> QuerySet[Applicant]:
    """Return for whom this person or system may apply on a day, in matters of an item named by its code.

    These are themselves, the enterprises they represent by law, and whoever gave them a mandate that covers the item;
    where no item is named, a mandate that covers every item.
    """
    covering = Q(items=[]) | Q(items__contains=[item]) if item else Q(items=[])
    mandated = mandates_held(user, day).filter(covering)
    if user.acts_for_id is None:
        own = Q(account=user) | Q(represented_by__account=user)
    else:
        own = Q(pk=user.acts_for_id) | Q(represented_by=user.acts_for_id)
    return Applicant.objects.filter(own | Q(pk__in=mandated.values("principal")))


def mandates_held(user: User, day: date) -> QuerySet[Mandate]:
    """Return the mandates under which this person or system acts on a day."""
    lasting = Q(until__isnull=True) | Q(until__gte=day)
    standing = Q(revoked_on__isnull=True) | Q(revoked_on__gt=day)
    agent = Q(agent__account=user) if user.acts_for_id is None else Q(agent=user.acts_for_id)
    return Mandate.objects.filter(agent & lasting & standing, since__lte=day)


def covers(principal: Applicant, agent: Applicant, item: str, day: date) -> bool:
    """Return whether one applicant may act for another on a day, in matters of an item named by its code."""
    given = Mandate.objects.filter(principal=principal, agent=agent)
    held = any(mandate.holds_on(day) and mandate.covers(item) for mandate in given)
    return held or principal.represented_by_id == agent.pk


def agents_of(principal: Applicant, item: str, day: date) -> list[Applicant]:
    """Return who may act for an applicant on a day, in matters of an item named by its code."""
    given = Mandate.objects.filter(principal=principal).select_related("agent__account")
    return [mandate.agent for mandate in given if mandate.holds_on(day) and mandate.covers(item)]


def applicants_read_by(user: User) -> QuerySet[Applicant]:
    """Return the applicants whose file this person may open: who serves them, supervises, or reads every case."""
    found = Applicant.objects.exclude(verified=Applicant.Verified.PENDING).select_related("account")
    reads = any(map(user.may, ("people.applicants", "cases.read_all", "cases.supervise")))
    return found if reads else found.none()


def credit_mark_of(applicant: Applicant, day: date) -> CreditMark | None:
    """Return what keeps an applicant from what needs a good name that day: what lasts longest."""
    marks = CreditMark.objects.filter(applicant=applicant, since__lte=day, until__gte=day)
    counting = marks.filter(Q(repaired_on__isnull=True) | Q(repaired_on__gt=day))
    return counting.order_by("-until").first()


def credit_marks() -> QuerySet[CreditMark]:
    """Return the register of broken commitments and bad credit; its pages say who may read it."""
    return CreditMark.objects.select_related("applicant", "by")


def all_waiting_accounts() -> QuerySet[Applicant]:
    """Return the accounts and enterprises signed up that nobody has verified yet."""
    waiting = Applicant.objects.filter(verified=Applicant.Verified.PENDING)
    return waiting.select_related("account").prefetch_related("mandates_given__agent").order_by("pk")


def waiting_accounts(number_type: str, number: str) -> QuerySet[Applicant]:
    """Return those of one number."""
    return all_waiting_accounts().filter(number_type=number_type, number=identity.normalize_number(number))


def applicant_behind(user: User) -> Applicant | None:
    """Return the applicant whose account or system this is, if any."""
    if user.acts_for_id is not None:
        return user.acts_for
    return Applicant.objects.filter(account=user).first()


def applicants_named(text: str) -> QuerySet[Applicant]:
    """Return the applicants in whose name a text stands, anywhere; of a single letter, those it begins."""
    text = text.strip()
    if len(text) < 2:
        return Applicant.objects.filter(name__istartswith=text)
    pieces = Value(text, output_field=TextField())
    found = Applicant.objects.alias(pieces=name_pieces("name")).filter(pieces__contains=name_pieces(pieces))
    return found.filter(name__icontains=text)


def roles_held(user: User, day: date) -> list[Assignment]:
    """Return the roles that this person holds on a day, the oldest first."""
    return [held for held in user.assignments.all() if held.holds_on(day)]


def latest_sign_ins(user: User, most: int = 8) -> QuerySet[SignIn]:
    """Return when this person last signed in or out, or somebody failed to do so in their name."""
    return (
        SignIn.objects.filter(Q(name_digest=name_digest(user.username)) | Q(user=user))
        .exclude(outcome=SignIn.Outcome.PASSWORD_RIGHT)
        .order_by("-at")[:most]
    )


def holders_of(permission: str, day: date, departments: Collection[int] | None = None) -> list[User]:
    """Return the active people who may do something on a day, of these departments or of any."""
    codes = [role for role, permissions in grants().items() if permission in permissions]
    lasting = Q(assignments__until__isnull=True) | Q(assignments__until__gte=day)
    holding = Q(assignments__role__in=codes, assignments__since__lte=day) & lasting
    people = User.objects.filter(holding, is_active=True, acts_for=None)
    if departments is not None:
        people = people.filter(department__in=departments)
    return list(people.distinct().order_by("username"))
