"""What one may ask about policies: what is offered, whom it fits and why, how a rule stands beside past decisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Length
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongban.ground.people.models import User
from tongban.ground.people.queries import applicants_of
from tongban.offer.policies import rules
from tongban.offer.policies.models import (
    EnterpriseProfile,
    Exclusion,
    Expert,
    GrantList,
    GrantRow,
    Match,
    PastDecision,
    Policy,
    PolicyVersion,
    Status,
)
from tongban.offer.policies.profile import (
    EN,
    OWN_WORDS,
    SOURCES,
    ZH,
    BadProfile,
    Known,
    Profile,
    ProfileField,
    fields,
    on_day,
    parse_profile,
)
from tongban.offer.policies.rules import Agreement, Decided, Judgement, Outcome

OPEN = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED)
ORDER = {Outcome.MET: 0, Outcome.UNKNOWN: 1, Outcome.NOT_MET: 2}


def visible_to(user: User) -> QuerySet[Policy]:
    """Return the policies this person may see in the library: all with the right to read, drafts too."""
    return Policy.objects.select_related("unit") if user.may("policies.read") else Policy.objects.none()


def versions_visible_to(user: User) -> QuerySet[PolicyVersion]:
    """Return the versions this person may see."""
    return whole(PolicyVersion.objects.filter(policy__in=visible_to(user)))


def experts_visible_to(user: User) -> QuerySet[Expert]:
    """Return the experts this person may see."""
    return Expert.objects.select_related("unit") if user.may("policies.read") else Expert.objects.none()


def profiles_visible_to(user: User) -> QuerySet[EnterpriseProfile]:
    """Return the profiles of enterprises this person may see."""
    return EnterpriseProfile.objects.all() if user.may("policies.read") else EnterpriseProfile.objects.none()


def lists_visible_to(user: User) -> QuerySet[GrantList]:
    """Return the lists of grants this person may see."""
    rows = GrantList.objects.select_related("version__policy__unit", "made_by")
    return rows if user.may("policies.read") else rows.none()


def whole(versions: QuerySet[PolicyVersion]) -> QuerySet[PolicyVersion]:
    """Read versions with all that their rules need, in few queries."""
    exclusions = Prefetch("exclusions", Exclusion.objects.select_related("other"))
    return versions.select_related("policy__unit", "item").prefetch_related("conditions", exclusions)


def latest_of(policy: Policy) -> PolicyVersion:
    """Return the last version, published or not: what one works on. Every policy has one."""
    return whole(PolicyVersion.objects.filter(policy=policy)).order_by("-number")[0]


def published_versions() -> QuerySet[PolicyVersion]:
    """Return what the public may read: the published versions, which are not always the latest."""
    return whole(PolicyVersion.objects.filter(status=Status.PUBLISHED))


def published_on(day: date) -> QuerySet[PolicyVersion]:
    """Return the published versions that are in force on a day."""
    return published_versions().filter(_in_force(day)).order_by("policy__reference")


def due_on(day: date) -> QuerySet[PolicyVersion]:
    """Return the published versions that have ended or are due for review."""
    return published_versions().filter(Q(valid_until__lt=day) | Q(review_on__lte=day))


def _in_force(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))


@dataclass(frozen=True, slots=True)
class PolicyMatch:
    """A policy beside an enterprise: what it says, and which other possible policies it does not go together with."""

    version: PolicyVersion
    judgement: Judgement
    not_with: tuple[PolicyVersion, ...] = ()

    @property
    def why(self) -> list[str]:
        """Return the conditions that are met, in the reader's words."""
        return self._said(Outcome.MET)

    @property
    def why_not(self) -> list[str]:
        """Return the conditions that are not met, in the reader's words."""
        return self._said(Outcome.NOT_MET)

    @property
    def undecided(self) -> list[str]:
        """Return the conditions that cannot be said yet, in the reader's words."""
        return self._said(Outcome.UNKNOWN)

    @property
    def missing(self) -> list[tuple[str, str]]:
        """Return what would decide it: the field's code, and the question to answer."""
        return [(code, fields()[code].asks(language())) for code in self.judgement.missing]

    def _said(self, outcome: Outcome) -> list[str]:
        return [each.sentence(language()) for each in self.judgement.of(outcome)]


def matches_for(
    profile: Profile, *, on: date, versions: Sequence[PolicyVersion] | None = None
) -> list[PolicyMatch]:
    """Return what every policy in force on a day says of an enterprise: what fits first, the largest amount first."""
    offered = list(published_on(on) if versions is None else versions)
    judged = {each.policy.reference: (each, rules.judge(each.rule, profile, on)) for each in offered}
    apart: dict[str, list[PolicyVersion]] = {}
    for one, other in rules.not_together(said for _version, said in judged.values()):
        apart.setdefault(one, []).append(judged[other][0])
        apart.setdefault(other, []).append(judged[one][0])
    found = [PolicyMatch(each, said, tuple(apart.get(code, ()))) for code, (each, said) in judged.items()]
    return sorted(found, key=_order)


def _order(match: PolicyMatch) -> tuple[Any, ...]:
    said = match.judgement
    return (
        ORDER[said.outcome],
        -(said.amount_yuan or 0),
        len(said.missing) + len(said.of(Outcome.NOT_MET)),
        said.rule.number,
    )


def language() -> str:
    """Return the language of the reader, as the profile's words know it."""
    return ZH if (get_language() or ZH).startswith(ZH) else EN


def read_answers(given: Mapping[str, Any], on: date) -> tuple[dict[str, Known], dict[str, str]]:
    """Return what an enterprise says of itself, and what is wrong by field; a wrong answer stays unknown."""
    found, wrong = {}, {}
    for code, each in fields().items():
        try:
            value = each.parse(given.get(code))
        except BadProfile as error:
            wrong[code] = error.zh if language() == ZH else error.en
            continue
        if value is not None:
            found[code] = Known(value, OWN_WORDS, on)
    return found, wrong


def profile_of(credit_code: str) -> EnterpriseProfile | None:
    """Return what is known of the enterprise with a credit code."""
    return EnterpriseProfile.objects.filter(credit_code=credit_code).first()


def own_profiles(user: User, day: date) -> QuerySet[EnterpriseProfile]:
    """Return the profiles of the enterprises that an account acts for on a day."""
    numbers = applicants_of(user, day).filter(kind="enterprise", number_type="credit").values("number")
    return EnterpriseProfile.objects.filter(credit_code__in=numbers)


@dataclass(frozen=True, slots=True)
class AgreementTable:
    """A rule beside all past decisions of its policy, row by row."""

    rows: tuple[tuple[PastDecision, Agreement], ...]

    def _that(self, agrees: bool | None) -> list[tuple[PastDecision, Agreement]]:
        return [row for row in self.rows if row[1].agrees is agrees]

    @property
    def agreeing(self) -> list[tuple[PastDecision, Agreement]]:
        """Return where the rule says what was decided."""
        return self._that(True)

    @property
    def disagreeing(self) -> list[tuple[PastDecision, Agreement]]:
        """Return where it says otherwise."""
        return self._that(False)

    @property
    def undecided(self) -> list[tuple[PastDecision, Agreement]]:
        """Return where too little was known for the rule to say anything."""
        return self._that(None)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many there are of each, for the entry."""
        return {
            "agreeing": len(self.agreeing),
            "disagreeing": len(self.disagreeing),
            "undecided": len(self.undecided),
        }


def agreement_of(version: PolicyVersion, rule: rules.PolicyRule | None = None) -> AgreementTable:
    """Return how a version, or a rule not saved yet, stands beside what was decided under the policy."""
    decisions = list(PastDecision.objects.filter(policy=version.policy_id))
    decided = [Decided(each.known, each.decided_on, each.is_granted) for each in decisions]
    return AgreementTable(tuple(zip(decisions, rules.compare(rule or version.rule, decided), strict=True)))


def content_of(version: PolicyVersion) -> dict[str, Any]:
    """Return what a version says, as it is digested."""
    left_out = {"id", "policy", "status", "published_at", "digest", "deviation", "told_on"}
    rows = (field for field in version._meta.concrete_fields if field.name not in left_out)
    return {
        **{field.name: field.value_to_string(version) for field in rows},
        "conditions": [[row.expression, row.words_zh, row.words_en] for row in version.conditions.all()],
        "exclusions": [row.other.reference for row in version.exclusions.all()],
    }


def version_faults(version: PolicyVersion, day: date) -> list[str]:
    """Return what keeps a version from going on: rules that give no answer, days that are over, an amount that lacks."""
    found = [
        _("The amount: %(why)s") % {"why": why}
        if place == "amount"
        else _("Condition %(number)s: %(why)s") % {"number": place, "why": why}
        for place, why in rules.faults_of(version.rule)
    ]
    if not version.rule.conditions:
        found.append(_("There is no condition: say at least whom it is for."))
    if version.valid_until and version.valid_until < day:
        found.append(_("It has ended: the last day is over."))
    if version.review_on <= day:
        found.append(_("The day of the next review lies in the past."))
    if version.is_automatic and not version.amount_rule.strip():
        found.append(_("What is granted without application needs an amount."))
    return found


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


def latest_matches() -> dict[tuple[int, int], tuple[Any, ...]]:
    """Return what was last kept of each version and enterprise."""
    rows = Match.objects.order_by("version_id", "profile_id", "-on").distinct("version_id", "profile_id")
    columns = ("version_id", "profile_id", "outcome", "is_verified", "amount_yuan", "inputs", "missing")
    return {(row[0], row[1]): tuple(row[2:]) for row in rows.values_list(*columns)}


def library(user: User) -> QuerySet[Any]:
    """Return the policies with what their latest version says, what is public and what is worked on."""
    own = PolicyVersion.objects.filter(policy=OuterRef("pk"))
    latest, public = own.order_by("-number"), own.filter(status=Status.PUBLISHED)
    return visible_to(user).annotate(
        title=Subquery(latest.values("title")[:1]),
        issuer=Subquery(latest.values("issuer")[:1]),
        level=Subquery(latest.values("level")[:1]),
        latest_reference=Subquery(latest.values("reference")[:1]),
        latest_status=Subquery(latest.values("status")[:1]),
        public=Subquery(public.values("reference")[:1]),
        public_until=Subquery(public.values("valid_until")[:1]),
        public_review=Subquery(public.values("review_on")[:1]),
        working=Subquery(own.filter(status__in=OPEN).values("status")[:1]),
    )


def titled(policies: QuerySet[Policy]) -> QuerySet[Any]:
    """Return policies with the title of their latest version: how they are told apart in a choice."""
    latest = PolicyVersion.objects.filter(policy=OuterRef("pk")).order_by("-number")
    return policies.annotate(title=Subquery(latest.values("title")[:1]))


def titles_of(policies: Iterable[int]) -> list[Any]:
    """Return policies by their keys, with their titles."""
    return list(titled(Policy.objects.filter(pk__in=list(policies))))


def samples_for(rule: rules.PolicyRule, day: date, most: int) -> list[tuple[EnterpriseProfile, Judgement]]:
    """Return what a rule says of some enterprises: those that are known best, as a draft is tried on them."""
    known = EnterpriseProfile.objects.annotate(count=Length(Cast("fields", TextField()))).order_by(
        "-count", "pk"
    )
    return [(each, rules.judge(rule, each.known, day)) for each in known[:most]]


def lines_of(profile: Profile) -> list[tuple[str, str, str, date | None]]:
    """Return a profile for reading: name, value, source and day of every field, unknown ones too."""
    said, known = language(), on_day(profile, localdate())
    words = 0 if said == ZH else 1
    rows = []
    for code, each in fields().items():
        found = known.get(code)
        value = each.say(found.value if found else None, said)
        rows.append(
            (
                each.name(said),
                value,
                SOURCES[found.source][words] if found else "—",
                found.on if found else None,
            )
        )
    return rows


def automatic_versions() -> QuerySet[PolicyVersion]:
    """Return the published policies in force that are granted without application."""
    return published_on(localdate()).filter(is_automatic=True)


def rows_with_reasons(drawn: GrantList) -> list[tuple[GrantRow, list[str]]]:
    """Return the enterprises of a list, each with why it qualified on the day the list was drawn up."""
    version = whole(PolicyVersion.objects.all()).get(pk=drawn.version_id)
    rule, said = version.rule, language()
    rows = drawn.rows.select_related("profile")
    judged = ((row, rules.judge(rule, _as_of(row), drawn.on)) for row in rows)
    return [(row, [each.sentence(said) for each in found.findings]) for row, found in judged]


def known_lines(profile: Profile) -> list[tuple[str, str, str, date | None]]:
    """Return what is known of an enterprise for reading, without what is unknown."""
    return [line for line in lines_of(profile) if line[3] is not None]


def questions_about(versions: Iterable[PolicyVersion], profile: Profile, day: date) -> list[ProfileField]:
    """Return the fields that these policies ask for and that are not known yet, in the order of the profile."""
    asked = {code for version in versions for code in version.rule.asks}
    known = on_day(profile, day)
    return [each for code, each in fields().items() if code in asked and code not in known]
