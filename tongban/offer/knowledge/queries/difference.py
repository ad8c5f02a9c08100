"""What two versions of an entry say differently."""

from dataclasses import dataclass
from typing import Any

from tongban.offer.knowledge.models import EntryAttachment, EntrySource, EntryVersion

COMPARED = (
    *("title", "questions", "short_answer", "long_answer", "classes", "area", "visibility"),
    *("valid_from", "valid_to"),
)


@dataclass(frozen=True, slots=True)
class SaidDifferently:
    """A field that differs, before and after."""

    field: str
    before: str
    after: str


def differences(before: EntryVersion, after: EntryVersion) -> list[SaidDifferently]:
    """Return every field that differs, and the sources and files that came or went."""
    found = [
        SaidDifferently(_label(after, name), _said(before, name), _said(after, name))
        for name in COMPARED
        if getattr(before, name) != getattr(after, name)
    ]
    for rows, model in (("sources", EntrySource), ("attachments", EntryAttachment)):
        old, new = ("\n".join(sorted(map(str, getattr(each, rows).all()))) for each in (before, after))
        if old != new:
            found.append(SaidDifferently(str(model._meta.verbose_name_plural), old, new))
    return found


def version_before(version: EntryVersion) -> EntryVersion | None:
    """Return the version before this one, whatever became of it."""
    earlier = version.entry.versions.filter(number__lt=version.number).exclude(status="discarded")
    return earlier.order_by("-number").first()


def _label(version: EntryVersion, name: str) -> str:
    field: Any = version._meta.get_field(name)
    return str(field.verbose_name)


def _said(version: EntryVersion, name: str) -> str:
    told: Any = getattr(version, f"get_{name}_display", None)
    value = told() if told else getattr(version, name)
    return "" if value is None else str(value)
