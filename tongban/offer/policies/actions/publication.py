"""Passing a version on: from draft through review to the public, where the former version makes room."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.ledger import Refused, lock_matter
from tongban.ground.ledger.chain import canonical, sm3
from tongban.ground.ledger.queries import histories_of
from tongban.ground.people.models import User
from tongban.offer.policies.models import PolicyVersion, Status
from tongban.offer.policies.queries import agreement_of, content_of, version_faults
from tongban.offer.policies.states import VERSIONS


def _refuse_faults(version: PolicyVersion, at: datetime) -> None:
    if faults := version_faults(version, localdate(at)):
        told = "\n".join(f"· {fault}" for fault in faults)
        raise Refused(_("This keeps the version from going on:\n%(faults)s") % {"faults": told})


@transaction.atomic
def submit(version: PolicyVersion, *, by: User, at: datetime) -> PolicyVersion:
    """Send a draft to review; refused while anything keeps it from being published."""
    version = lock_matter(PolicyVersion, version.pk)
    VERSIONS.need("submit", version, by=by)
    _refuse_faults(version, at)
    VERSIONS.make("submit", version, by=by, at=at, facts={}, payload={"digest": digest_of(version)})
    return version


@transaction.atomic
def return_draft(version: PolicyVersion, *, by: User, at: datetime, reason: str) -> PolicyVersion:
    """Send a version back to who drafted it, saying what has to be mended."""
    version = lock_matter(PolicyVersion, version.pk)
    VERSIONS.make("return", version, by=by, at=at, facts={}, note=_given(reason))
    return version


@transaction.atomic
def approve(version: PolicyVersion, *, by: User, at: datetime) -> PolicyVersion:
    """Approve a version; nobody approves what they sent in themselves."""
    version = lock_matter(PolicyVersion, version.pk)
    VERSIONS.need("approve", version, by=by)
    sent = histories_of([version.reference]).filter(move="submit").order_by("number").last()
    if sent is not None and sent.by_id == by.pk:
        raise Refused(_("You sent this version in yourself: somebody else reviews it."))
    VERSIONS.make("approve", version, by=by, at=at, facts={})
    return version


@transaction.atomic
def reopen(version: PolicyVersion, *, by: User, at: datetime, reason: str) -> PolicyVersion:
    """Take an approved version back to the draft before it is published, saying why."""
    version = lock_matter(PolicyVersion, version.pk)
    VERSIONS.make("reopen", version, by=by, at=at, facts={}, note=_given(reason))
    return version


@transaction.atomic
def publish(version: PolicyVersion, *, by: User, at: datetime, deviation: str = "") -> PolicyVersion:
    """Publish an approved version: it never changes again and supersedes the former one.

    The rule is run over all past decisions first. Where it does not say what was decided, the version is published only
    with a written reason, which stands beside it for good.
    """
    version = lock_matter(PolicyVersion, version.pk)
    VERSIONS.need("publish", version, by=by)
    _refuse_faults(version, at)
    found = agreement_of(version)
    if found.disagreeing and not deviation.strip():
        said = {"count": len(found.disagreeing), "all": len(found.rows)}
        raise Refused(
            _("The rule says otherwise in %(count)d of %(all)d past decisions: write down why it may.") % said
        )
    former = version.policy.versions.filter(status=Status.PUBLISHED).first()
    if former is not None:
        former = lock_matter(PolicyVersion, former.pk)
        VERSIONS.make("supersede", former, by=by, at=at, facts={}, payload={"by": version.number})
    digest = digest_of(version)
    facts = {"published_at": at, "digest": digest, "deviation": deviation.strip(), "told_on": None}
    payload = {"digest": digest, **found.counts}
    VERSIONS.make("publish", version, by=by, at=at, facts=facts, note=deviation.strip(), payload=payload)
    return version


@transaction.atomic
def withdraw(version: PolicyVersion, *, by: User, at: datetime, reason: str) -> PolicyVersion:
    """Withdraw a policy: it is no longer offered; what was granted stays."""
    version = lock_matter(PolicyVersion, version.pk)
    VERSIONS.make("withdraw", version, by=by, at=at, facts={}, note=_given(reason))
    return version


def digest_of(version: PolicyVersion) -> str:
    """Return the digest of what a version says."""
    return sm3(canonical(content_of(version))).hex()


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Say why: whoever reads this next has to know."))
    return reason.strip()
