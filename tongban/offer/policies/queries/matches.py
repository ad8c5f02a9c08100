"""Which policies fit an enterprise and why, and how a rule stands beside past decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast, Length

from tongban.offer.policies import rules
from tongban.offer.policies.models import EnterpriseProfile, Match, PastDecision, PolicyVersion
from tongban.offer.policies.profile import Profile, fields
from tongban.offer.policies.queries.profiles import language
from tongban.offer.policies.queries.versions import published_on
from tongban.offer.policies.rules import Agreement, Decided, Judgement, Outcome

ORDER = {Outcome.MET: 0, Outcome.UNKNOWN: 1, Outcome.NOT_MET: 2}


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


def latest_matches() -> dict[tuple[int, int], tuple[Any, ...]]:
    """Return what was last kept of each version and enterprise."""
    rows = Match.objects.order_by("version_id", "profile_id", "-on").distinct("version_id", "profile_id")
    columns = ("version_id", "profile_id", "outcome", "is_verified", "amount_yuan", "inputs", "missing")
    return {(row[0], row[1]): tuple(row[2:]) for row in rows.values_list(*columns)}


def samples_for(rule: rules.PolicyRule, day: date, most: int) -> list[tuple[EnterpriseProfile, Judgement]]:
    """Return what a rule says of some enterprises: those that are known best, as a draft is tried on them."""
    known = EnterpriseProfile.objects.annotate(count=Length(Cast("fields", TextField()))).order_by(
        "-count", "pk"
    )
    return [(each, rules.judge(rule, each.known, day)) for each in known[:most]]
