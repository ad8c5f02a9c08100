"""The acts on a version: one small form each."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.staged_files import StagedFile
from tongban.ground.matters.acts import Act, MoveAct, Text, by_code, long_text
from tongban.ground.people.models import User
from tongban.offer.knowledge.actions import attachments, release
from tongban.offer.knowledge.models import EntryVersion, Status
from tongban.offer.knowledge.states import ENTRIES


class EntryAct(MoveAct[EntryVersion]):
    """A move of the chart of entries, by somebody of the unit or of the centre."""

    chart = ENTRIES
    needs_second_person: ClassVar[bool] = False

    @classmethod
    def is_offered(cls, matter: EntryVersion, user: User) -> bool:
        """Another unit's entries are not worked on; nobody checks what they wrote."""
        is_own = user.may("knowledge.release") or user.department_id == matter.entry.owner_id
        is_second = not cls.needs_second_person or matter.drafted_by_id != user.pk
        return super().is_offered(matter, user) and is_own and is_second


class ReasonAct(EntryAct):
    """An act that says why."""

    label: ClassVar[Text] = _("Why")
    action: ClassVar[Any]
    tone = "outline-danger"

    def add_fields(self) -> None:
        """Ask for the reason."""
        self.fields["reason"] = long_text(self.label, rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return type(self).action(self.matter, reason=self.values["reason"], by=by, at=at)


class SendEntry(EntryAct):
    """The draft goes to the unit's check."""

    code = move = "send"
    title, icon_name = ENTRIES.moves[move].label, "send"

    def act(self, *, by: User, at: datetime) -> Any:
        return release.send(self.matter, by=by, at=at)


class AttachFile(Act[EntryVersion]):
    """A file belongs to the draft."""

    code, title, icon_name = "attach", _("Attach a file"), "paperclip"
    permissions = ("knowledge.edit",)

    @classmethod
    def is_open(cls, matter: EntryVersion, user: User) -> bool:
        """A draft takes files, from its own unit."""
        is_own = user.may("knowledge.release") or user.department_id == matter.entry.owner_id
        return matter.status == Status.DRAFT and is_own

    def add_fields(self) -> None:
        """Ask for the file."""
        self.fields["file"] = StagedFile(
            label=_("File"),
            help_text=_("A form, a map, a picture: whoever reads the answer can download it."),
        )

    def act(self, *, by: User, at: datetime) -> Any:
        return attachments.attach(self.matter, self.values["file"], by=by, at=at)


class PassOn(EntryAct):
    """The unit found it right."""

    code = move = "pass_on"
    title, needs_second_person = ENTRIES.moves[move].label, True

    def act(self, *, by: User, at: datetime) -> Any:
        return release.pass_on(self.matter, by=by, at=at)


class PublishEntry(EntryAct):
    """The centre shows it."""

    code = move = "publish_entry"
    title, icon_name, needs_second_person = ENTRIES.moves[move].label, "world", True
    hint = _("It takes the place of the version that is shown, and its sources are marked as they are now.")

    def act(self, *, by: User, at: datetime) -> Any:
        return release.publish_entry(self.matter, by=by, at=at)


class RenewEntry(EntryAct):
    """Somebody vouches for it again, for its sources as they saw them."""

    code = move = "renew"
    title, icon_name, needs_second_person = ENTRIES.moves[move].label, "refresh", True
    hint = _("You vouch that the answer is right with its sources as they are now.")

    def add_fields(self) -> None:
        """Keep what the page has seen of the sources."""
        seen = release.seen_sources(self.matter)
        self.fields["sources_seen"] = forms.CharField(widget=forms.HiddenInput, initial=seen)
        self.fields["note"] = long_text(_("What was looked at"), required=False, rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return release.renew(self.matter, **self.values, by=by, at=at)


class SendEntryBack(ReasonAct):
    """The unit gives it back to its writer."""

    code = move = "send_back"
    title, icon_name, action = ENTRIES.moves[move].label, "arrow-back-up", release.give_back


class ReturnToUnit(ReasonAct):
    """The centre gives it back to the unit."""

    code = move = "return_to_unit"
    title, icon_name, action = ENTRIES.moves[move].label, "arrow-back-up", release.give_back


class DoubtEntry(ReasonAct):
    """The answer carries a warning until it is renewed."""

    code = move = "doubt"
    title, icon_name, action = ENTRIES.moves[move].label, "alert-triangle", release.doubt


class RetireEntry(ReasonAct):
    """The answer is taken away."""

    code = move = "retire"
    title, icon_name, action = ENTRIES.moves[move].label, "archive", release.retire


class DiscardDraft(ReasonAct):
    """The draft will not be shown."""

    code = move = "discard"
    title, icon_name, action = ENTRIES.moves[move].label, "trash", release.discard


ACTS = by_code(
    SendEntry,
    AttachFile,
    PassOn,
    PublishEntry,
    RenewEntry,
    SendEntryBack,
    ReturnToUnit,
    DoubtEntry,
    RetireEntry,
    DiscardDraft,
)
