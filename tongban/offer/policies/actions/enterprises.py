"""What is known of enterprises, what was decided about them, and what policies say of them, kept when it changes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.kit.conflicts import Mark, mark_of, require_unchanged
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.offer.policies.models import EnterpriseProfile, Match, PastDecision, Policy
from tongban.offer.policies.profile import Profile, as_kept
from tongban.offer.policies.queries import latest_matches, published_on
from tongban.offer.policies.rules import Judgement, judge
from tongban.offer.policies.states import EQUALLY

Row = tuple[EnterpriseProfile, Judgement]


@transaction.atomic
def change_profile(
    credit_code: str,
    name: str,
    profile: Profile,
    *,
    by: User | None,
    at: datetime,
    seen: Mark | None = None,
    is_example: bool = False,
) -> EnterpriseProfile:
    """Write down what is known of an enterprise, new or known already: as a whole, each field with source and day."""
    if by is not None and not by.may("policies.edit"):
        raise PermissionDenied
    found = EnterpriseProfile.objects.select_for_update().filter(credit_code=credit_code).first()
    if found is not None:
        require_unchanged(seen, mark_of(found))
    found = found or EnterpriseProfile(credit_code=credit_code, is_example=is_example)
    before = found.fields
    found.name, found.fields, found.changed_at = name, as_kept(profile), at
    found.full_clean(validate_constraints=False)
    found.save()
    changed = {code: [before.get(code), found.fields.get(code)] for code in {*before, *found.fields}}
    said = {code: pair for code, pair in sorted(changed.items()) if pair[0] != pair[1]}
    record(found.reference, "change_profile", by=by, at=at, basis=EQUALLY, payload=said)
    return found


@transaction.atomic
def enter_decision(
    policy: Policy,
    said: Mapping[str, Any],
    profile: Profile,
    *,
    by: User,
    at: datetime,
    is_example: bool = False,
) -> PastDecision:
    """Enter what was decided under a policy, with the enterprise as it was known then; it is never changed."""
    if not by.may("policies.edit"):
        raise PermissionDenied
    decision = PastDecision(policy=policy, fields=as_kept(profile), is_example=is_example, **said)
    decision.full_clean(validate_constraints=False)
    same = {"policy": policy, "credit_code": decision.credit_code, "decided_on": decision.decided_on}
    if PastDecision.objects.filter(**same).exists():
        raise Refused(_("A decision about this enterprise on this day is entered already."))
    decision.save()
    payload = {"enterprise": decision.credit_code, "granted": decision.is_granted, "on": decision.decided_on}
    record(policy.reference, "enter_decision", by=by, at=at, basis=EQUALLY, payload=payload)
    return decision


def match_all(*, at: datetime) -> int:
    """Work out what every published policy says of every enterprise today; keep what changed; return how many did."""
    day, kept = localdate(at), 0
    versions = list(published_on(day))
    rules = [(version.pk, version.rule) for version in versions]
    last = latest_matches()
    for found in EnterpriseProfile.objects.order_by("pk").iterator(chunk_size=1000):
        known = found.known
        rows = [_match(pk, found, judge(rule, known, day), day) for pk, rule in rules]
        kept += _keep(row for row in rows if last.get((row.version_id, row.profile_id)) != _mark(row))
    return kept


@transaction.atomic
def _keep(rows: Iterable[Match]) -> int:
    fresh = list(rows)
    Match.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["version", "profile", "on"],
        update_fields=["outcome", "is_verified", "amount_yuan", "inputs", "missing"],
    )
    return len(fresh)


def _match(version: int, found: EnterpriseProfile, said: Judgement, day: date) -> Match:
    return Match(
        version_id=version,
        profile=found,
        on=day,
        outcome=said.outcome.value,
        is_verified=said.is_verified,
        amount_yuan=said.amount_yuan,
        inputs=as_kept(said.used),
        missing=list(said.missing),
    )


def _mark(row: Match) -> tuple[Any, ...]:
    return row.outcome, row.is_verified, row.amount_yuan, row.inputs, row.missing
