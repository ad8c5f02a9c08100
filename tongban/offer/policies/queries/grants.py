"""Lists of what is granted without application: who qualifies, why, and what is paid."""

from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from tongban.ground.people.models import User
from tongban.ground.people.queries import applicants_of
from tongban.offer.policies import rules
from tongban.offer.policies.models import EnterpriseProfile, GrantList, GrantRow, PolicyVersion, Status
from tongban.offer.policies.profile import Profile, parse_profile
from tongban.offer.policies.queries.profiles import language
from tongban.offer.policies.queries.versions import whole
from tongban.offer.policies.rules import Judgement, Outcome


def qualifying(version: PolicyVersion, day: date) -> list[tuple[EnterpriseProfile, Judgement, Decimal]]:
    """Return the enterprises that a policy fits on a day by verified fields alone, and that are on no list of it yet.

    Who is on a list of a policy that does not go together with this one is left out, too.
    """
    rule = version.rule
    if version.status != Status.PUBLISHED or not version.is_automatic or not rule.is_in_force(day):
        return []
    row = GrantRow.objects.filter(profile=OuterRef("pk")).exclude(list__status=GrantList.Status.CANCELLED)
    same = row.filter(list__version__policy=version.policy_id, list__on__gte=version.valid_from)
    standing = row.filter(standing__in=(GrantRow.Standing.LISTED, GrantRow.Standing.OBJECTED))
    says_so = Q(list__version__policy__reference__in=rule.excludes)
    apart = standing.filter(says_so | Q(list__version__exclusions__other=version.policy_id))
    free = EnterpriseProfile.objects.filter(~Exists(same), ~Exists(apart))
    judged = ((profile, rules.judge(rule, profile.known, day)) for profile in free.iterator(chunk_size=1000))
    return [
        (profile, said, said.amount_yuan)
        for profile, said in judged
        if said.outcome is Outcome.MET and said.is_verified and said.amount_yuan
    ]


def why_granted(row: GrantRow) -> list[str]:
    """Return why an enterprise stands on a list, from the values as they stood on that day."""
    version = row.list.version
    said = rules.judge(version.rule, _as_of(row), row.list.on)
    return [each.sentence(language()) for each in said.findings]


def _as_of(row: GrantRow) -> Profile:
    return parse_profile(row.inputs)


def paid_rows(drawn: GrantList) -> QuerySet[GrantRow]:
    """Return the enterprises of a list that are paid."""
    return drawn.rows.filter(standing=GrantRow.Standing.LISTED).select_related("profile")


def announced_lists() -> QuerySet[GrantList]:
    """Return the lists that everybody may read: announced, confirmed, handed over."""
    shown = (GrantList.Status.ANNOUNCED, GrantList.Status.CONFIRMED, GrantList.Status.HANDED_OVER)
    return GrantList.objects.filter(status__in=shown).select_related("version__policy__unit")


def may_decline(user: User, row: GrantRow, day: date) -> bool:
    """Return whether an account acts for the enterprise of a row."""
    return applicants_of(user, day).filter(number=row.profile.credit_code, kind="enterprise").exists()


def rows_with_reasons(drawn: GrantList) -> list[tuple[GrantRow, list[str]]]:
    """Return the enterprises of a list, each with why it qualified on the day the list was drawn up."""
    version = whole(PolicyVersion.objects.all()).get(pk=drawn.version_id)
    rule, said = version.rule, language()
    rows = drawn.rows.select_related("profile")
    judged = ((row, rules.judge(rule, _as_of(row), drawn.on)) for row in rows)
    return [(row, [each.sentence(said) for each in found.findings]) for row, found in judged]
