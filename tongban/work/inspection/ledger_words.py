"""What was done with samples, inspections, leads, standards, rounds and rectifications; the moves are said by the charts."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.ground.matters.papers import WRITTEN
from tongban.work.inspection.models import (
    ClosingLead,
    EvaluationRound,
    EvaluationStandard,
    Inspection,
    Rectification,
)

WORDS = (
    SubjectWords("QSP", {"draw": _("Sample drawn")}),
    SubjectWords("QIN", {}, dict(Inspection.Status.choices)),
    SubjectWords("QFORM", {"set_form": _("Form of inspection put in force")}),
    SubjectWords("QRULE", {"set_rule": _("Rule that asks for an inspection set")}),
    SubjectWords("LEAD", {}, dict(ClosingLead.Status.choices)),
    SubjectWords(
        "HST",
        {
            "describe": _("Standard described anew"),
            "set_indicator": _("Indicator set"),
            "remove_indicator": _("Indicator removed"),
        },
        dict(EvaluationStandard.Status.choices),
    ),
    SubjectWords(
        "HER",
        {
            "enter_value": _("Value entered"),
            "rule_on_value": _("Ruled on two values that differ"),
            WRITTEN: _("Report written"),
        },
        dict(EvaluationRound.Status.choices),
    ),
    SubjectWords("RECT", {}, dict(Rectification.Status.choices)),
)
