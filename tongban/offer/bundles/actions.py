"""Writing a bundle and passing it on: draft, checked by somebody else, published."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.kit.conflicts import require_unchanged
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.ledger.chain import canonical, sm3
from tongban.ground.ledger.matter_lock import chain_end
from tongban.ground.ledger.queries import histories_of
from tongban.ground.people.models import User
from tongban.offer.bundles.content import BundleContent, ItemContent, content_of, refuse_faults
from tongban.offer.bundles.models import (
    Bundle,
    BundleItem,
    BundleOrder,
    BundleQuestion,
    BundleVersion,
    Status,
)
from tongban.offer.bundles.numbers import BUNDLES
from tongban.offer.bundles.states import CHART, TOGETHER

OPEN = (Status.DRAFT, Status.CHECKED)


@transaction.atomic
def enter_bundle(
    content: BundleContent, *, by: User, at: datetime, is_example: bool = False
) -> BundleVersion:
    """Enter a bundle under the next number, with the draft of its first version."""
    bundle = Bundle(reference=BUNDLES.next(localdate(at)), is_example=is_example)
    bundle.save()
    return _draft(bundle, 1, content, by, at)


@transaction.atomic
def begin_draft(bundle: Bundle, *, by: User, at: datetime) -> BundleVersion:
    """Begin the next version of a bundle: a copy of the last one."""
    bundle = Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
    if bundle.versions.filter(status__in=OPEN).exists():
        raise Refused(_("A new version is already being worked on."))
    last = bundle.versions.order_by("-number")[0]
    return _draft(bundle, last.number + 1, content_of(last), by, at)


@transaction.atomic
def change_version(
    version: BundleVersion, content: BundleContent, *, by: User, at: datetime, seen: int | None = None
) -> BundleVersion:
    """Change a draft as a whole; refused where somebody else changed it since ``seen``, its last entry then."""
    if not by.may("bundles.edit"):
        raise PermissionDenied
    version = lock_matter(BundleVersion, version.pk)
    require_unchanged(seen, (chain_end(version) or (0, ""))[0])
    if version.status != Status.DRAFT:
        said = {"version": version, "status": version.get_status_display()}
        raise Refused(_("%(version)s is at “%(status)s”: only a draft is changed.") % said)
    refuse_faults(content)
    _set(version, content.fields)
    version.save()
    version.order.all().delete()
    version.items.all().delete()
    version.questions.all().delete()
    _write_parts(version, content)
    record(version, "change_version", by=by, at=at, basis=TOGETHER, payload={"digest": _digest(content)})
    return version


@transaction.atomic
def check(version: BundleVersion, *, by: User, at: datetime) -> BundleVersion:
    """Confirm that a draft is right; whoever wrote it last does not check it."""
    version = lock_matter(BundleVersion, version.pk)
    CHART.need("check", version, by=by)
    wrote = histories_of([version.reference]).filter(move__in=["draft", "change_version"])
    last = wrote.order_by("number").last()
    if last is not None and last.by_id == by.pk:
        raise Refused(_("You wrote this version yourself: somebody else checks it."))
    refuse_faults(content_of(version))
    CHART.make("check", version, by=by, at=at, facts={}, payload={"digest": _digest(content_of(version))})
    return version


@transaction.atomic
def return_draft(version: BundleVersion, *, by: User, at: datetime, reason: str) -> BundleVersion:
    """Send a version back to the draft, saying what has to be mended."""
    version = lock_matter(BundleVersion, version.pk)
    CHART.make("return", version, by=by, at=at, facts={}, note=_given(reason))
    return version


@transaction.atomic
def publish(version: BundleVersion, *, by: User, at: datetime) -> BundleVersion:
    """Publish a checked version: it never changes again and supersedes the former one."""
    version = lock_matter(BundleVersion, version.pk)
    CHART.need("publish", version, by=by)
    content = content_of(version)
    refuse_faults(content)
    former = version.bundle.versions.filter(status=Status.PUBLISHED).first()
    if former is not None:
        former = lock_matter(BundleVersion, former.pk)
        CHART.make("supersede", former, by=by, at=at, facts={}, payload={"by": version.number})
    facts = {"published_at": at, "digest": _digest(content)}
    CHART.make("publish", version, by=by, at=at, facts=facts, payload={"digest": facts["digest"]})
    return version


@transaction.atomic
def withdraw(version: BundleVersion, *, by: User, at: datetime, reason: str) -> BundleVersion:
    """Withdraw a bundle: it is no longer offered; applications filed before go on."""
    version = lock_matter(BundleVersion, version.pk)
    CHART.make("withdraw", version, by=by, at=at, facts={}, note=_given(reason))
    return version


def _draft(bundle: Bundle, number: int, content: BundleContent, by: User, at: datetime) -> BundleVersion:
    refuse_faults(content)
    version = BundleVersion(bundle=bundle, number=number, reference=f"{bundle.reference}-V{number}")
    _set(version, content.fields)
    CHART.make("draft", version, by=by, at=at, payload={"digest": _digest(content)})
    version.save(force_insert=True)
    _write_parts(version, content)
    return version


def _set(version: BundleVersion, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(version, name, value)
    version.full_clean(exclude=["status"], validate_constraints=False)


def _write_parts(version: BundleVersion, content: BundleContent) -> None:
    BundleQuestion.objects.bulk_create(
        BundleQuestion(version=version, position=place, **asdict(each))
        for place, each in enumerate(content.questions, 1)
    )
    rows = BundleItem.objects.bulk_create(
        _row(version, place, each) for place, each in enumerate(content.items, 1)
    )
    BundleOrder.objects.bulk_create(
        BundleOrder(version=version, before=rows[first - 1], after=rows[then - 1], material=material)
        for first, then, material in content.order
    )


def _row(version: BundleVersion, place: int, each: ItemContent) -> BundleItem:
    return BundleItem(
        version=version, position=place, **{name: getattr(each, name) for name in each.__slots__}
    )


def _digest(content: BundleContent) -> str:
    return sm3(canonical(content.as_json())).hex()


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Say why: whoever reads this next has to know."))
    return reason.strip()
