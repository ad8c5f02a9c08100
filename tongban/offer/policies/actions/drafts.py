"""Writing a policy: entering it, beginning a new version, and changing a draft as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.kit.conflicts import require_unchanged
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.ledger.matter_lock import chain_end
from tongban.ground.people.models import Department, User
from tongban.offer.policies import rules
from tongban.offer.policies.models import Exclusion, Policy, PolicyCondition, PolicyVersion, Status
from tongban.offer.policies.numbers import POLICIES
from tongban.offer.policies.queries import OPEN, latest_of
from tongban.offer.policies.rules import RuleCondition
from tongban.offer.policies.states import PUBLISHING, VERSIONS

COPIED = (
    *(
        "title",
        "level",
        "issuer",
        "document",
        "benefit",
        "amount_rule",
        "most_yuan",
        "valid_from",
        "valid_until",
    ),
    *("contact", "apply_url", "item", "review_on", "is_automatic", "objection_days"),
)
"""What a version says beside its conditions."""


@dataclass(frozen=True, slots=True)
class PolicyContent:
    """What a draft says: its fields, its conditions, and the policies that it does not go together with."""

    fields: Mapping[str, Any]
    conditions: Sequence[RuleCondition] = ()
    exclusions: Sequence[Policy] = ()

    def as_rule(self, number: str) -> rules.PolicyRule:
        """Return the content as a rule, before it is saved: what a preview judges by."""
        said = {name: self.fields[name] for name in ("valid_from", "valid_until", "amount_rule", "most_yuan")}
        excluded = frozenset(each.reference for each in self.exclusions)
        return rules.PolicyRule(number, tuple(self.conditions), excludes=excluded, **said)


@transaction.atomic
def enter_policy(
    unit: Department, content: PolicyContent, *, by: User, at: datetime, is_example: bool = False
) -> PolicyVersion:
    """Enter a policy under the next number, with the draft of its first version."""
    policy = Policy(reference=POLICIES.next(localdate(at)), unit=unit, is_example=is_example)
    policy.save()
    return _draft(policy, 1, content, by, at)


@transaction.atomic
def begin_draft(policy: Policy, *, by: User, at: datetime) -> PolicyVersion:
    """Begin the next version of a policy: a copy of the last one."""
    policy = Policy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    if policy.versions.filter(status__in=OPEN).exists():
        raise Refused(_("A new version is already being worked on."))
    last = latest_of(policy)
    excluded = [row.other for row in last.exclusions.all()]
    said = {name: getattr(last, name) for name in COPIED}
    return _draft(policy, last.number + 1, PolicyContent(said, last.rule.conditions, excluded), by, at)


def _draft(policy: Policy, number: int, content: PolicyContent, by: User, at: datetime) -> PolicyVersion:
    version = PolicyVersion(policy=policy, number=number, reference=f"{policy.reference}-V{number}")
    _set(version, content)
    VERSIONS.make("draft", version, by=by, at=at, payload=_said(content))
    version.save(force_insert=True)
    _write_parts(version, content)
    return version


@transaction.atomic
def change_version(
    version: PolicyVersion, content: PolicyContent, *, by: User, at: datetime, seen: int | None = None
) -> PolicyVersion:
    """Change a draft as a whole; refused where somebody else changed it since ``seen``, its last entry then."""
    if not by.may("policies.edit"):
        raise PermissionDenied
    version = lock_matter(PolicyVersion, version.pk)
    require_unchanged(seen, (chain_end(version) or (0, ""))[0])
    if version.status != Status.DRAFT:
        said = {"version": version, "status": version.get_status_display()}
        raise Refused(_("%(version)s is at “%(status)s”: only a draft is changed.") % said)
    _set(version, content)
    version.save()
    version.conditions.all().delete()
    version.exclusions.all().delete()
    _write_parts(version, content)
    record(version, "change_version", by=by, at=at, basis=PUBLISHING, payload=_said(content))
    return version


def _set(version: PolicyVersion, content: PolicyContent) -> None:
    for name, value in content.fields.items():
        setattr(version, name, value)
    version.full_clean(exclude=["status"], validate_constraints=False)
    if version.valid_until and version.valid_until < version.valid_from:
        raise ValidationError({"valid_until": _("It ends before it begins.")})
    if any(each.pk == version.policy_id for each in content.exclusions):
        raise ValidationError({"exclusions": _("A policy does not exclude itself.")})


def _write_parts(version: PolicyVersion, content: PolicyContent) -> None:
    PolicyCondition.objects.bulk_create(
        PolicyCondition(
            version=version, position=place, expression=each.expression, words_zh=each.zh, words_en=each.en
        )
        for place, each in enumerate(content.conditions, 1)
    )
    Exclusion.objects.bulk_create(Exclusion(version=version, other=each) for each in content.exclusions)


def _said(content: PolicyContent) -> dict[str, object]:
    """Return what the entry keeps of a content."""
    fields = {name: None if value is None else str(value) for name, value in content.fields.items()}
    return {
        **fields,
        "conditions": [[each.expression, each.zh] for each in content.conditions],
        "exclusions": [each.reference for each in content.exclusions],
    }
