"""What inspection puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry
from tongban.work.inspection.queries.leads import READING as JUDGING
from tongban.work.inspection.queries.standards import READING as EVALUATING

INSPECTING = ("inspection.plan", "inspection.inspect", "inspection.decide", "inspection.read")
# fmt: off
ENTRIES = (
    NavigationEntry("hotline_quality", 60, _("Inspections"), "inspection:inspections", "clipboard-check",
                    (*INSPECTING, "inspection.answer")),
    NavigationEntry("hotline_quality", 61, _("Forms and rules of inspection"), "inspection:forms", "forms", INSPECTING),
    NavigationEntry("hotline_quality", 62, _("Samples"), "inspection:samples", "dice", INSPECTING),
    NavigationEntry("hotline_quality", 64, _("Leads on forged closings"), "inspection:leads", "alert-triangle", JUDGING),
    NavigationEntry("hotline_quality", 66, _("Rounds of evaluation"), "inspection:rounds", "trophy", EVALUATING),
    NavigationEntry("hotline_quality", 67, _("Evaluation standards"), "inspection:standards", "list-tree", EVALUATING),
    NavigationEntry("hotline_quality", 68, _("Rectifications"), "inspection:rectifications", "tool",
                    (*EVALUATING, "hotline.approve")),
)
# fmt: on
