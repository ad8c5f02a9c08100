"""Working on a draft: its fields, its questions, materials and steps. Every change leaves a ledger entry."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongban.ground.kit.conflicts import Mark, mark_of, require_unchanged
from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.rooms import modules_named
from tongban.ground.matters import conditions
from tongban.ground.matters.condition_words import fault_in_words
from tongban.ground.people.models import User
from tongban.offer.catalogue import codes
from tongban.offer.catalogue.models import Item, ItemVersion, Material, Situation, Status, Step
from tongban.offer.catalogue.queries.content import rows_of
from tongban.offer.catalogue.queries.difference import field_in_words
from tongban.offer.catalogue.queries.new_codes import proposed_code
from tongban.offer.catalogue.states import OFFERING

Part = TypeVar("Part", Situation, Material, Step)
KEPT_ONCE_PUBLISHED = {"code", "name", "level", "power_type", "parent"}


def require_editor(by: User) -> None:
    """Refuse who may not work on items."""
    if not by.may("catalogue.edit"):
        raise PermissionDenied


def lock_draft(version: ItemVersion, by: User) -> ItemVersion:
    """Lock a draft for a change, or refuse: the right must be there and the version must be a draft."""
    require_editor(by)
    locked = ItemVersion.objects.select_for_update(of=("self",)).select_related("item").get(pk=version.pk)
    if locked.status != Status.DRAFT:
        said = {"version": locked, "status": locked.get_status_display()}
        raise Refused(_("%(version)s is at “%(status)s”: only a draft is changed.") % said)
    return locked


def record_change(version: ItemVersion, move: str, by: User, at: datetime, **payload: Any) -> None:
    """Write what was done to a version into the ledger."""
    texts = {name: None if value is None else str(value) for name, value in payload.items()}
    record(version.reference, move, by=by, at=at, basis=OFFERING, payload=texts)


@transaction.atomic
def add_item(*, by: User, at: datetime, **fields: Any) -> Item:
    """Enter an item of one of the three levels with its name, power and division; a code that is not given is the next."""
    require_editor(by)
    item = Item(**fields)
    item.code = item.code or proposed_code(item.level, item.power_type, item.parent)
    item.full_clean()
    codes.check_place(item)
    item.save()
    said = {"level": item.level, "name": item.name, "division": str(item.division)}
    record(f"ITEM-{item.code}", "add_item", by=by, at=at, basis=OFFERING, payload=said)
    return item


@transaction.atomic
def change_item(
    item: Item, *, by: User, at: datetime, changes: Mapping[str, Any], seen: Mark | None = None
) -> Item:
    """Correct an item; once published, its code, name and power stay and only the office's own facts change."""
    require_editor(by)
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    require_unchanged(seen, mark_of(item))
    was_published = item.versions.filter(published_at__isnull=False).exists()
    if was_published and KEPT_ONCE_PUBLISHED & set(changes):
        raise Refused(_("The item was published: its code, name, level and power stay. Enter a new item."))
    changed = _set(item, changes)
    if KEPT_ONCE_PUBLISHED & set(changes):
        codes.check_place(item)
    item.save()
    record(f"ITEM-{item.code}", "change_item", by=by, at=at, basis=OFFERING, payload=changed)
    tell_changed([item], by=by, at=at)
    return item


def tell_changed(items: Sequence[Item], *, by: User, at: datetime) -> None:
    """Tell the rooms that rely on items, in this transaction, that something about them is different now."""
    for room in modules_named("source_changes"):
        room.take("item", [item.code for item in items], by=by, at=at)


@transaction.atomic
def change(
    version: ItemVersion, *, by: User, at: datetime, changes: Mapping[str, Any], seen: Mark | None = None
) -> ItemVersion:
    """Change fields of a draft: limits, legal basis, fee, form and the rest of its guide."""
    version = lock_draft(version, by)
    require_unchanged(seen, mark_of(version))
    changed = _set(version, changes)
    version.save(update_fields=list(changes))
    if changed:
        record_change(version, "change", by, at, **changed)
    return version


def _set(row: Any, changes: Mapping[str, Any]) -> dict[str, str]:
    """Set fields, check the row, and return what changed from what to what."""
    before = {name: field_in_words(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    row.full_clean()
    after = {name: field_in_words(row, name) for name in changes}
    return {name: f"{before[name]} → {after[name]}" for name in changes if before[name] != after[name]}


@transaction.atomic
def add(version: ItemVersion, model: type[Part], *, by: User, at: datetime, **fields: Any) -> Part:
    """Add a question, a material or a step to a draft; its condition is checked."""
    version = lock_draft(version, by)
    part = model(version=version, **fields)
    if hasattr(part, "position") and "position" not in fields:
        part.position = model._default_manager.filter(version=version).count() + 1
    part.full_clean()
    check_condition(version, part)
    part.save()
    record_change(version, "add", by, at, part=model._meta.model_name, name=part)
    return part


@transaction.atomic
def change_part(
    part: Part, *, by: User, at: datetime, changes: Mapping[str, Any], seen: Mark | None = None
) -> Part:
    """Change a question, a material or a step of a draft; conditions that look at it are checked again."""
    version = lock_draft(part.version, by)
    part = type(part)._default_manager.select_for_update(of=("self",)).get(pk=part.pk)
    require_unchanged(seen, mark_of(part))
    changed = _set(part, changes)
    check_condition(version, part)
    part.save(update_fields=list(changes))
    if isinstance(part, Situation):
        check_conditions(version)
    if changed:
        record_change(version, "change_part", by, at, part=part._meta.model_name, name=part, changed=changed)
    return part


@transaction.atomic
def remove(part: Part, *, by: User, at: datetime) -> None:
    """Strike a question, a material or a step from a draft; a question that a condition looks at stays."""
    version = lock_draft(part.version, by)
    kind, name = part._meta.model_name, str(part)
    part.delete()
    if kind == "situation":
        check_conditions(version)
    record_change(version, "remove", by, at, part=kind, name=name)


def check_condition(version: ItemVersion, part: Situation | Material | Step) -> None:
    """Raise ValidationError at the field unless a condition can be weighed with the version's questions."""
    if isinstance(part, Situation):
        return
    questions = [row.as_asked for row in rows_of(version, "situations")]
    try:
        conditions.check(part.condition, questions)
    except conditions.BadCondition as error:
        raise ValidationError({"condition": fault_in_words(error)}) from error


def check_conditions(version: ItemVersion) -> None:
    """Refuse a change of the questions after which some condition can no longer be weighed."""
    questions = [row.as_asked for row in rows_of(version, "situations")]
    for row in [*rows_of(version, "materials"), *rows_of(version, "steps")]:
        try:
            conditions.check(row.condition, questions)
        except conditions.BadCondition as error:
            said = {"name": row, "error": fault_in_words(error)}
            raise Refused(_("The condition of “%(name)s” would no longer hold: %(error)s") % said) from error
