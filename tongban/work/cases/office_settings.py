"""What an office sets of cases: when officers and applicants are reminded."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.numbers import way_of
from tongban.ground.office.kinds import ChoiceValue, NumberValue
from tongban.ground.office.registry import Setting, SettingLink
from tongban.work.cases.numbers import CASES
from tongban.work.cases.papers.wordings import PAGE, paper_settings

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "limits.nearly_late_days",
        "days",
        _("Working days before a limit ends its officers are told"),
        NumberValue(0, 30),
        2,
    ),
    Setting(
        "limits.late_told_days",
        "days",
        _("Working days after a limit passed supervisors are told who were not yet"),
        NumberValue(0, 30),
        3,
    ),
    Setting(
        "limits.draft_told_days",
        "days",
        _("Days before a draft is cleared its applicant is told"),
        NumberValue(0, 60),
        7,
    ),
    Setting(
        way_of(CASES.name),
        "papers",
        _("Numbers of cases"),
        ChoiceValue([("letters", "CASE-2026-000229"), ("area", "3205002026000229"), ("year", "2026000229")]),
        "letters",
        _(
            "On papers, pages and in messages: area, year and number of the year, or without the area. A case is found by every "
            "way of writing its number, and papers that were issued stay as they are."
        ),
    ),
    *paper_settings(),
)
LINKS = (
    SettingLink(
        "papers",
        _("Texts of papers"),
        "file-text",
        _("Receipt, acceptance, decision and the other papers of a case, with preview"),
        page=PAGE,
    ),
)
