"""What may be done with a version and with a list of grants: one small form for each move."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import Act, Acts, MoveAct, Text, by_code, long_text
from tongban.ground.people.models import User
from tongban.offer.policies.actions import drafts, grants, publication
from tongban.offer.policies.models import GrantList, PolicyVersion
from tongban.offer.policies.queries import agreement_of
from tongban.offer.policies.states import GRANTS, VERSIONS


class VersionAct(MoveAct[PolicyVersion]):
    """A move of a version; a reason is asked for where ``label`` names it."""

    chart = VERSIONS
    label: Text = ""

    def add_fields(self) -> None:
        """Ask for the reason, if there is to be one."""
        if self.label:
            self.fields["text"] = long_text(self.label)

    @property
    def text(self) -> str:
        """Return the reason."""
        return str(self.values.get("text", ""))


class SubmitVersion(VersionAct):
    """Send to review."""

    code = move = "submit"
    title, icon_name = VERSIONS.moves[move].label, "send"

    def act(self, *, by: User, at: datetime) -> Any:
        return publication.submit(self.matter, by=by, at=at)


class ReturnDraft(VersionAct):
    """Back to who drafted it."""

    code = move = "return"
    title, icon_name, label = VERSIONS.moves[move].label, "arrow-back-up", _("What has to be mended")

    def act(self, *, by: User, at: datetime) -> Any:
        return publication.return_draft(self.matter, reason=self.text, by=by, at=at)


class ApproveVersion(VersionAct):
    """Approved in review."""

    code = move = "approve"
    title = VERSIONS.moves[move].label

    def act(self, *, by: User, at: datetime) -> Any:
        return publication.approve(self.matter, by=by, at=at)


class ReopenDraft(VersionAct):
    """Approved, but to be worked on again."""

    code = move = "reopen"
    title, icon_name, label = VERSIONS.moves[move].label, "arrow-back-up", _("Why it goes back")

    def act(self, *, by: User, at: datetime) -> Any:
        return publication.reopen(self.matter, reason=self.text, by=by, at=at)


class PublishVersion(VersionAct):
    """Published, with the reason where the rule differs from past decisions."""

    code = move = "publish"
    title, icon_name = VERSIONS.moves[move].label, "world"
    label = _("Why the rule differs from past decisions")

    def add_fields(self) -> None:
        """Ask for the reason only where there is something to explain."""
        if count := len(agreement_of(self.matter).disagreeing):
            told = _("%(count)d past decisions were otherwise; they are listed on the page.") % {
                "count": count
            }
            self.fields["text"] = long_text(self.label, help_text=told)

    def act(self, *, by: User, at: datetime) -> Any:
        return publication.publish(self.matter, deviation=self.text, by=by, at=at)


class WithdrawPolicy(VersionAct):
    """No longer offered."""

    code = move = "withdraw"
    title, icon_name, tone = VERSIONS.moves[move].label, "ban", "outline-danger"
    label = _("Why it is withdrawn")

    def act(self, *, by: User, at: datetime) -> Any:
        return publication.withdraw(self.matter, reason=self.text, by=by, at=at)


class NextVersion(Act[PolicyVersion]):
    """A new draft beside what is published."""

    code = "next"
    title, icon_name = _("Begin a new version"), "copy"

    @classmethod
    def is_permitted(cls, user: User) -> bool:
        """Whoever writes policies."""
        return user.may("policies.edit")

    @classmethod
    def is_open(cls, matter: PolicyVersion, user: User) -> bool:
        """Return whether the version has left the desk."""
        return matter.published_at is not None

    def act(self, *, by: User, at: datetime) -> Any:
        return drafts.begin_draft(self.matter.policy, by=by, at=at)


VERSION_ACTS: Acts[PolicyVersion] = by_code(
    SubmitVersion, ApproveVersion, ReturnDraft, PublishVersion, ReopenDraft, NextVersion, WithdrawPolicy
)


class ListAct(MoveAct[GrantList]):
    """A move of a list of grants."""

    chart = GRANTS


class AnnounceList(ListAct):
    """Open to objections."""

    code = move = "announce"
    title, icon_name = GRANTS.moves[move].label, "speakerphone"
    hint = _("The list is published with its reasons; the days for objections begin on the next working day.")

    def act(self, *, by: User, at: datetime) -> Any:
        return grants.announce(self.matter, by=by, at=at)


class ConfirmList(ListAct):
    """Confirmed after the days for objections."""

    code = move = "confirm"
    title = GRANTS.moves[move].label

    def act(self, *, by: User, at: datetime) -> Any:
        return grants.confirm(self.matter, by=by, at=at)


class HandOverList(ListAct):
    """To the payment office."""

    code = move = "hand_over"
    title, icon_name = GRANTS.moves[move].label, "cash"

    def act(self, *, by: User, at: datetime) -> Any:
        return grants.hand_over(self.matter, by=by, at=at)


class CancelList(ListAct):
    """Not pursued."""

    code = move = "cancel"
    title, icon_name, tone = GRANTS.moves[move].label, "ban", "outline-danger"

    def add_fields(self) -> None:
        """Ask for the reason."""
        self.fields["text"] = long_text(_("Why it is cancelled"))

    def act(self, *, by: User, at: datetime) -> Any:
        return grants.cancel(self.matter, reason=str(self.values["text"]), by=by, at=at)


LIST_ACTS: Acts[GrantList] = by_code(AnnounceList, ConfirmList, HandOverList, CancelList)
