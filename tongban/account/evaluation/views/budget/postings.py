"""The columns of what was posted to a budget line."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.account.budget.models import Adjustment, Payment
from tongban.ground.kit.figures import instant
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light, money

Posting = Adjustment | Payment


def _standing(posted: Posting) -> str:
    if posted.reverses_id:
        return _("posts back")
    return _("posted back") if hasattr(posted, "reversed_by") else ""


def _mark(posted: Posting) -> SafeString | str:
    word = _standing(posted)
    return light("grey", word) if word else "—"


def _amount(posted: Posting) -> SafeString:
    return money(posted.amount_yuan)


AMOUNT: Column[Posting] = Column(
    "amount_yuan", gettext_lazy("amount (10,000 yuan)"), kind="money", show=_amount, sort="amount_yuan"
)
YUAN: Column[Posting] = Column(
    "yuan", gettext_lazy("amount (yuan)"), kind="number", value=lambda posted: posted.amount_yuan
)
BY: Column[Posting] = Column(
    "posted_by",
    gettext_lazy("posted by"),
    show=lambda posted: format_html(
        '{}<span class="row-note">{}</span>', posted.posted_by, instant(posted.posted_at)
    ),
)
STANDING: Column[Posting] = Column("standing", gettext_lazy("standing"), value=_standing, show=_mark)


def _back(kind: str, posted: Posting) -> SafeString | str:
    if posted.reverses_id or hasattr(posted, "reversed_by"):
        return ""
    return format_html('<a href="{}/{}/back/">{}</a>', kind, posted.pk, _("Post back"))


ADJUSTMENTS: tuple[Column[Posting], ...] = (
    Column("decided_on", gettext_lazy("decided on"), kind="day", sort="decided_on"),
    Column("kind", gettext_lazy("kind"), value=lambda posted: posted.get_kind_display()),  # type: ignore[union-attr]
    AMOUNT,
    YUAN,
    Column("reason", gettext_lazy("reason")),
    Column("document", gettext_lazy("document")),
    STANDING,
    BY,
    Column(
        "back",
        gettext_lazy("Action"),
        value=lambda posted: "",
        show=lambda posted: _back("adjustments", posted),
    ),
)
PAYMENTS: tuple[Column[Posting], ...] = (
    Column("paid_on", gettext_lazy("paid on"), kind="day", sort="paid_on"),
    AMOUNT,
    YUAN,
    Column("purpose", gettext_lazy("purpose")),
    Column("document", gettext_lazy("voucher")),
    STANDING,
    BY,
    Column(
        "back", gettext_lazy("Action"), value=lambda posted: "", show=lambda posted: _back("payments", posted)
    ),
)


class Postings(Table[Posting]):
    """One of two lists on a page: the address says which of them is meant."""

    @property
    def is_meant(self) -> bool:
        """Say whether the address speaks of this list."""
        return self.request.GET.get("of") == self.code

    @property
    def is_export(self) -> bool:
        """Say whether the request asks for this list as a workbook."""
        return self.is_meant and super().is_export

    @cached_property
    def order(self) -> str:
        """Return the column this list is sorted by."""
        asked = self.request.GET.get("order", "") if self.is_meant else ""
        known = {column.code for column in self.columns if column.sort}
        return asked if asked.removeprefix("-") in known else ""

    @cached_property
    def page(self) -> Page[Any]:
        """Return the page of this list that is asked for."""
        number = self.request.GET.get("page") if self.is_meant else 1
        return Paginator(self.rows, self.page_size).get_page(number)

    def address(self, **changed: Any) -> str:
        """Return this list's address with some of its query changed."""
        return super().address(of=self.code, **changed)
