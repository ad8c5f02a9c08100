"""The acts of claiming as buttons of a matter's page; a room says with which lists."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.memo import RowMemo
from tongban.ground.matters import claims
from tongban.ground.matters.acts import Act, Row
from tongban.ground.matters.models import Claim
from tongban.ground.matters.worklists import WorkKind, WorkLists
from tongban.ground.people.models import User

STANDING: RowMemo[tuple[int, tuple[WorkKind, ...]]] = RowMemo("matters.waiting")


class ClaimAct(Act[Row]):
    """An act on who works on a matter."""

    lists: ClassVar[WorkLists[Any]]
    announce: ClassVar[Any] = staticmethod(lambda entry: entry)
    """Where the room tells of it; a room's class names its table of notices."""

    @classmethod
    def standing(cls, matter: Row, user: User) -> tuple[tuple[WorkKind, ...], tuple[Claim, ...]]:
        """Return in which lists a matter waits for this person, and who of the department claimed it there."""

        def ask() -> tuple[int, tuple[WorkKind, ...]]:
            return user.pk, tuple(cls.lists.waiting(matter, user, localdate()))

        known = STANDING.get(matter, ask)
        kinds = known[1] if known[0] == user.pk else ask()[1]
        names = {each.kind for each in kinds}
        held = [each for each in claims.claims_on(matter) if each.kind in names] if kinds else []
        return kinds, tuple(each for each in held if each.department_id == user.department_id)

    @classmethod
    def is_permitted(cls, user: User) -> bool:
        """Return whether this person works on a list to claim from."""
        return user.department_id is not None and any(each.is_claimed for each in cls.lists.of(user))

    @classmethod
    def is_offered(cls, matter: Row, user: User) -> bool:
        """Return whether the page has a button for it: the lists say whose it is."""
        return cls.is_permitted(user) and cls.is_open(matter, user)


class Claiming(ClaimAct[Row]):
    """Take a matter that waits for the department."""

    code = "claim"
    title = _("Claim it")
    icon_name = "hand-stop"
    hint = _("It leaves the lists of your colleagues and stays in yours.")

    @classmethod
    def is_open(cls, matter: Row, user: User) -> bool:
        """Return whether it waits, and nobody of the department has it."""
        kinds, held = cls.standing(matter, user)
        return bool(kinds) and not held

    def act(self, *, by: User, at: datetime) -> Any:
        """Claim it."""
        return self.announce(claims.claim(self.matter, self.lists, by=by, at=at))


class PassingTo(ClaimAct[Row]):
    """Hand a matter over to a colleague."""

    code = "pass_to"
    title = _("Hand over to a colleague")
    icon_name = "user-share"

    def add_fields(self) -> None:
        """Ask for the colleague and the reason."""
        kinds, _held = self.standing(self.matter, self.user)
        people = claims.colleagues_for(kinds, self.user)
        offered = [("", _("Choose")), *((str(each.pk), str(each)) for each in people)]
        self.fields["to"] = forms.ChoiceField(label=_("Colleague"), choices=offered)
        self.fields["reason"] = forms.CharField(label=_("Reason"), max_length=300)

    @classmethod
    def is_open(cls, matter: Row, user: User) -> bool:
        """Return whether it waits for this person and no colleague has it, or a head asks."""
        kinds, held = cls.standing(matter, user)
        return bool(kinds) and (all(each.holder_id == user.pk for each in held) or claims.is_head(user))

    def act(self, *, by: User, at: datetime) -> Any:
        """Hand it over."""
        to = User.objects.select_related("department").get(pk=self.cleaned_data["to"])
        reason = self.cleaned_data["reason"]
        return self.announce(claims.pass_to(self.matter, self.lists, to=to, reason=reason, by=by, at=at))


class GivingBack(ClaimAct[Row]):
    """Give a matter back to the department."""

    code = "give_back"
    title = _("Give it back")
    icon_name = "arrow-back-up"
    hint = _("It waits for the whole department again.")

    @classmethod
    def is_open(cls, matter: Row, user: User) -> bool:
        """Return whether this person has it, or a head asks."""
        _kinds, held = cls.standing(matter, user)
        return any(each.holder_id == user.pk for each in held) or bool(held and claims.is_head(user))

    def act(self, *, by: User, at: datetime) -> Any:
        """Give it back."""
        return self.announce(claims.give_back(self.matter, self.lists, by=by, at=at))
