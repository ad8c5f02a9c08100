"""Telling enterprises of policies that fit them now: a policy newly published, or an enterprise known anew; each once."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tongban.ground.ledger import record
from tongban.ground.people.models import Applicant
from tongban.offer.policies.models import EnterpriseProfile
from tongban.offer.policies.queries import PolicyMatch, matches_for, published_on
from tongban.work.aid.models import PolicyNews
from tongban.work.aid.notices import NOTICES
from tongban.work.aid.queries.demands import accounts_of, explained
from tongban.work.aid.states import OFFERING


def tell_of_policies(*, at: datetime) -> int:
    """Tell every enterprise with an account of the policies that fit it and of which it was not told; return how many."""
    day, told = localdate(at), 0
    versions = list(published_on(day))
    known = set(PolicyNews.objects.values_list("credit_code", "policy_id"))
    for profile in _reachable(day):
        for match in matches_for(profile.known, on=day, versions=versions):
            is_new = (profile.credit_code, match.version.policy_id) not in known
            if is_new and match.judgement.outcome.value == "met":
                told += _tell(profile, match, at)
    return told


def _reachable(day: date) -> Iterator[EnterpriseProfile]:
    """Return the enterprises that somebody has an account for."""
    verified = Applicant.objects.filter(kind="enterprise").exclude(verified=Applicant.Verified.PENDING)
    for profile in EnterpriseProfile.objects.filter(credit_code__in=verified.values("number")).iterator(500):
        if accounts_of(profile.credit_code, day):
            yield profile


@transaction.atomic
def _tell(profile: EnterpriseProfile, match: PolicyMatch, at: datetime) -> int:
    """Keep that an enterprise is told, and put it into the outbox; two servers at once tell it once."""
    policy = match.version.policy
    found, is_new = PolicyNews.objects.get_or_create(
        credit_code=profile.credit_code,
        policy=policy,
        defaults={
            "reference": f"FIT-{policy.reference}-{profile.credit_code}",
            "version": match.version,
            "explanation": explained(match),
            "at": at,
        },
    )
    if is_new:
        payload = {"policy": match.version.reference}
        NOTICES.announce(record(found.reference, "tell", by=None, at=at, basis=OFFERING, payload=payload))
    return int(is_new)
