"""What was done in the hall, in words: the moves are said by the charts."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.work.hall.models import AppointmentStatus, TicketStatus, WindowStatus

WORDS = (
    SubjectWords(
        "PLACE",
        {
            "open_place": _("Place entered"),
            "change_place": _("Place changed"),
            "set_week": _("Opening hours set"),
            "set_exception": _("Other hours set for some days"),
            "open_group": _("Group of items opened"),
            "offer_item": _("Item offered"),
            "stop_item": _("Item offered no longer"),
            "add_kiosk": _("Ticket machine registered"),
            "plan_slots": _("Appointments planned"),
            "set_settings": _("Settings of the hall set"),
            "rebuild_figures": _("Figures worked out anew"),
            "import_grid": _("Grid of residents read in"),
            "set_reach": _("Settings of the reach set"),
        },
    ),
    SubjectWords(
        "TICKET",
        {"add_errand": _("One more errand noted"), "identify": _("Known by the code of the person")},
        dict(TicketStatus.choices),
    ),
    SubjectWords(
        "PCODE",
        {
            "open_code": _("Given a code"),
            "use_code": _("Code used"),
            "refuse_code": _("Code refused"),
            "stop_codes": _("Stopped what was shown before"),
        },
    ),
    SubjectWords(
        "APPT",
        {"remind": _("Reminded"), "displace": _("Told that the hours have changed")},
        dict(AppointmentStatus.choices),
    ),
    SubjectWords(
        "WINDOW",
        {"set_groups": _("Groups of the window set"), "plan_window": _("Time of the window planned")},
        dict(WindowStatus.choices),
    ),
)
