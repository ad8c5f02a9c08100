"""Files that a form keeps as soon as they come: whoever has to correct the form need not choose them again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.contents import USUAL
from tongban.ground.kit.files import store
from tongban.ground.kit.models import StoredFile

SALT, HOURS = "staged-file", 24


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """What a form sends for a file: a new one, the mark of one kept before, or that none is wanted."""

    upload: "UploadedFile[bytes] | None"
    mark: str
    is_dropped: bool


class StagedInput(forms.FileInput):
    """A control for a file that shows what is kept already."""

    template_name = "kit/widgets/staged.html"
    stays: bool = False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Say whether the control stays as it is while the part of the page around it is drawn anew."""
        return {**super().get_context(name, value, attrs), "stays": self.stays}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> SubmittedFile:
        """Return what was sent."""
        return SubmittedFile(files.get(name), data.get(f"{name}_kept", ""), bool(data.get(f"{name}_drop")))

    def value_omitted_from_datadict(self, data: Any, files: Any, name: str) -> bool:
        """Return whether nothing was said of the file."""
        return name not in files and f"{name}_kept" not in data

    def format_value(self, value: Any) -> Any:
        """Return the file that is kept, with its mark."""
        return value if isinstance(value, tuple) else None


class StagedFile(forms.FileField):
    """A file that is checked and kept when it comes; its value is the kept file, or None."""

    widget = StagedInput
    by: Any = None
    at: datetime | None = None
    stored: StoredFile | None = None

    def __init__(self, *, allowed: tuple[str, ...] = USUAL, stays: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.allowed = allowed
        self.widget.stays = stays

    def clean(self, data: Any, initial: Any = None) -> StoredFile | None:
        """Keep what came; a mark must be the same person's, of the last hours."""
        self.stored = self._stored(data, initial)
        if self.stored is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return self.stored

    def _stored(self, sent: SubmittedFile, initial: Any) -> StoredFile | None:
        if sent.upload is not None:
            if self.at is None:
                raise TypeError("a staged file is kept for somebody: call stage(form, by, at) first")
            return _called(store(sent.upload, by=self.by, at=self.at, allowed=self.allowed), sent.upload.name)
        if sent.is_dropped:
            return None
        return self._marked(sent.mark) if sent.mark else _kept(initial)

    def _marked(self, mark: str) -> StoredFile | None:
        found = marked_file(mark, self.by)
        if found is None:
            raise ValidationError(_("Please choose the file again."), code="mark")
        return found

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Show what is kept, not what was sent."""
        return self.stored if isinstance(data, SubmittedFile) else initial

    def prepare_value(self, value: Any) -> Any:
        """Return the kept file with a mark that only this person can send back."""
        stored = _kept(value)
        if stored is None:
            return None
        return stored, mark_of(stored, self.by)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is kept."""
        before = _kept(initial)
        return (self.stored and self.stored.pk) != (before and before.pk)


def mark_of(stored: StoredFile, by: Any) -> str:
    """Return the mark of a kept file that only this person can send back."""
    return signing.dumps([getattr(by, "pk", None), stored.pk, stored.name], salt=SALT)


def marked_file(mark: str, by: Any, hours: int = HOURS) -> StoredFile | None:
    """Return the kept file of a mark under the name that it came with; None for a stranger's or an old one."""
    try:
        who, digest, name = signing.loads(mark, salt=SALT, max_age=hours * 3600)
    except (signing.BadSignature, ValueError):
        return None
    return _called(_kept(digest), name) if who == getattr(by, "pk", None) else None


def stage(form: forms.BaseForm, by: Any, at: datetime) -> None:
    """Say for whom the files of a form are kept, and when."""
    for field in form.fields.values():
        if isinstance(field, StagedFile):
            field.by, field.at = by, at


def _called(stored: StoredFile | None, name: str | None) -> StoredFile | None:
    """Return a kept file under the name that it was sent with: the same content may have come under others."""
    if stored is not None and name:
        stored.name = name[:200]
    return stored


def _kept(value: Any) -> StoredFile | None:
    if isinstance(value, StoredFile) or not value:
        return value or None
    return StoredFile.objects.filter(pk=value).first()
