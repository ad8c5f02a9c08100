"""The editor of a draft and the moves of a version."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import Act, Acts, MoveAct, Text, by_code, long_text
from tongban.ground.people.models import User
from tongban.offer.bundles import actions
from tongban.offer.bundles.content import FIELDS, BundleContent, ItemContent, QuestionContent, content_of
from tongban.offer.bundles.models import BundleVersion, Origin, Status
from tongban.offer.bundles.states import CHART
from tongban.offer.catalogue.models import Item, Situation

SPARE, MOST = 2, 30
ORDER_LINE = re.compile(r"(\d+)\s*(?:→|->|>)\s*(\d+)\s*(?:[:：]\s*(.+))?")
MEETS = _("A line for each: material = one | another + with this one")
JOINS = _("A line for each: field = its name in the one form")


class RowsField(forms.CharField):
    """Rows of a text, each of which is read by ``read``; what cannot be read is told with its row."""

    def __init__(self, **said: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), required=False, **said)

    def to_python(self, value: Any) -> Any:
        """Return the rows as they are read."""
        rows = [row.strip() for row in str(value or "").splitlines() if row.strip()]
        return [self.read(row) for row in rows]

    def read(self, row: str) -> Any:
        """Return what a row says."""
        raise NotImplementedError

    def unreadable(self, row: str) -> forms.ValidationError:
        """Return the fault of a row."""
        return forms.ValidationError(_("Cannot be read: %(row)s"), params={"row": row})


class OrderField(RowsField):
    """Rows such as ``1 > 2`` or ``1 > 2 : 营业执照``."""

    def read(self, row: str) -> tuple[int, int, str]:
        """Return the places of two items, and which material the result of the first is."""
        found = ORDER_LINE.fullmatch(row)
        if found is None:
            raise self.unreadable(row)
        return int(found[1]), int(found[2]), (found[3] or "").strip()


class PairsField(RowsField):
    """Rows such as ``name = what``."""

    def read(self, row: str) -> tuple[str, str]:
        """Return both sides."""
        name, equals, what = (each.strip() for each in row.partition("="))
        if not (name and equals and what):
            raise self.unreadable(row)
        return name, what


class BundleFieldsForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """What a version says beside its questions and items."""

    order = OrderField(
        label=_("Order"),
        help_text=_("A line for each: 1 > 2, or 1 > 2 : the material that the result of 1 is"),
    )

    class Meta:
        model = BundleVersion
        fields = FIELDS
        widgets = {"summary": forms.Textarea(attrs={"rows": 2})}

    def _post_clean(self) -> None:
        """Leave the row as it is: the action checks and changes it under its lock."""


class BundleQuestionForm(forms.Form):
    """A question; a row left empty is none."""

    code = forms.SlugField(label=_("Name in conditions"), max_length=30, required=False)
    question = forms.CharField(label=_("Question"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Situation.Kind.choices, required=False)
    choices = forms.CharField(label=_("Choices"), max_length=300, required=False, help_text=_("Parted by 、"))

    @property
    def content(self) -> QuestionContent | None:
        """Return the question that was typed."""
        said = self.cleaned_data
        if not said.get("code"):
            return None
        choices = [each.strip() for each in said["choices"].split("、") if each.strip()]
        return QuestionContent(said["code"], said["question"], said["kind"] or Situation.Kind.YES_NO, choices)


class BundleItemForm(forms.Form):
    """An item; a row left empty is none."""

    item = forms.ModelChoiceField(label=_("Item"), queryset=Item.objects.none(), required=False)
    condition = forms.CharField(label=_("Only when"), max_length=300, required=False)
    condition_text = forms.CharField(label=_("In words"), max_length=200, required=False)
    fee_kind = forms.CharField(label=_("Kind of fee"), max_length=40, required=False)
    materials = PairsField(label=_("What meets its materials"), help_text=MEETS)
    fields_joined = PairsField(label=_("Its fields in the one form"), help_text=JOINS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Item.objects.filter(level=Item.Level.BUSINESS, versions__status="published").order_by(
            "name"
        )
        self.fields["item"].queryset = offered  # type: ignore[attr-defined]

    @property
    def content(self) -> ItemContent | None:
        """Return the item that was typed."""
        said = self.cleaned_data
        if not said.get("item"):
            return None
        meets = {name: _alternatives(what) for name, what in said["materials"]}
        joins = dict(said["fields_joined"])
        return ItemContent(
            said["item"], said["condition"], said["condition_text"], said["fee_kind"], meets, joins
        )


def _alternatives(text: str) -> list[list[str]]:
    rows = [[name.strip() for name in row.split("+") if name.strip()] for row in text.split("|")]
    return [row for row in rows if row]


QuestionRows = forms.formset_factory(BundleQuestionForm, extra=SPARE, max_num=MOST, validate_max=True)
ItemRows = forms.formset_factory(BundleItemForm, extra=SPARE, max_num=MOST, validate_max=True)


class BundleEditor:
    """The editor as a whole: the fields, the questions and the items, valid together, read together."""

    def __init__(self, sent: Any, version: BundleVersion | None) -> None:
        known = content_of(version) if version and not sent else None
        first = {"order": _order_text(known)} if known else {}
        self.form = BundleFieldsForm(sent, instance=version, initial=first)
        asked = (
            [{**_plain(each), "choices": "、".join(each.choices)} for each in known.questions]
            if known
            else None
        )
        self.questions = QuestionRows(sent, prefix="questions", initial=asked)
        rows = [_item_texts(each) for each in known.items] if known else None
        self.items = ItemRows(sent, prefix="items", initial=rows)

    def is_valid(self) -> bool:
        """Return whether all of it can be read; every fault is found, not the first alone."""
        return all([self.form.is_valid(), self.questions.is_valid(), self.items.is_valid()])

    @property
    def content(self) -> BundleContent:
        """Return what was typed."""
        said = dict(self.form.cleaned_data)
        order = said.pop("order")
        questions = [asked for row in self.questions if (asked := row.content)]
        items = [part for row in self.items if (part := row.content)]
        return BundleContent(said, items, questions, order)


def _plain(each: QuestionContent) -> dict[str, Any]:
    return {"code": each.code, "question": each.question, "kind": each.kind}


def _order_text(content: BundleContent) -> str:
    rows = [f"{first} > {then}" + (f" : {thing}" if thing else "") for first, then, thing in content.order]
    return "\n".join(rows)


def _item_texts(each: ItemContent) -> dict[str, Any]:
    return {
        "item": each.item.pk,
        "condition": each.condition,
        "condition_text": each.condition_text,
        "fee_kind": each.fee_kind,
        "materials": _pairs(
            {name: " | ".join(" + ".join(row) for row in rows) for name, rows in each.materials.items()}
        ),
        "fields_joined": _pairs(each.fields),
    }


def _pairs(said: Mapping[str, str]) -> str:
    return "\n".join(f"{name} = {what}" for name, what in said.items())


class BundleFilters(Filters):
    """How the list of bundles is narrowed."""

    q = forms.CharField(label=_("Name"), required=False)
    origin = forms.ChoiceField(label=_("List"), choices=[("", _("All")), *Origin.choices], required=False)
    status = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *Status.choices], required=False)

    def narrow(self, rows: Any) -> Any:
        """Return the rows that fit."""
        said = self.cleaned_data
        found = rows.filter(name__icontains=said["q"]) if said["q"] else rows
        kept = {name: said[name] for name in ("origin", "status") if said[name]}
        return found.filter(**kept)


class BundleAct(MoveAct[BundleVersion]):
    """A move of a version; a reason is asked for where ``label`` names it."""

    chart = CHART
    label: Text = ""

    def add_fields(self) -> None:
        """Ask for the reason, if there is to be one."""
        if self.label:
            self.fields["reason"] = long_text(self.label)


class CheckBundle(BundleAct):
    """Checked by somebody else."""

    code = move = "check"
    title = CHART.moves[move].label
    hint = _("Items, order, joins and conditions are as the bodies agreed.")

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.check(self.matter, by=by, at=at)


class ReturnBundle(BundleAct):
    """Back to who drafted it."""

    code = move = "return"
    title, icon_name, label = CHART.moves[move].label, "arrow-back-up", _("What has to be mended")

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.return_draft(self.matter, by=by, at=at, **self.values)


class PublishBundle(BundleAct):
    """Offered to the public."""

    code = move = "publish"
    title, icon_name = CHART.moves[move].label, "world"

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.publish(self.matter, by=by, at=at)


class WithdrawBundle(BundleAct):
    """No longer offered."""

    code = move = "withdraw"
    title, icon_name, tone = CHART.moves[move].label, "ban", "outline-danger"
    label = _("Why it is withdrawn")

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.withdraw(self.matter, by=by, at=at, **self.values)


class NextBundleVersion(Act[BundleVersion]):
    """A new draft beside what is published."""

    code, permissions = "next", ("bundles.edit",)
    title, icon_name = _("Begin a new version"), "copy"

    @classmethod
    def is_open(cls, matter: BundleVersion, user: User) -> bool:
        """Return whether the version has left the desk."""
        return matter.status in (Status.PUBLISHED, Status.WITHDRAWN)

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.begin_draft(self.matter.bundle, by=by, at=at)


ACTS: Acts[BundleVersion] = by_code(
    CheckBundle, ReturnBundle, PublishBundle, NextBundleVersion, WithdrawBundle
)
