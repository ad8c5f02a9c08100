"""A ticket from the number to the leaving, an appointment, a window; read top to bottom."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import SYSTEM, Chart, Move
from tongban.work.hall.models import AppointmentStatus, TicketStatus, WindowStatus
from tongban.work.hall.notices import NOTICES

T, A, W = TicketStatus, AppointmentStatus, WindowStatus
HALL = cite("gbt-36112")
LINE = (T.WAITING, T.TRANSFERRED)
LEAVING = (T.WAITING, T.CALLED, T.ON_HOLD, T.MISSED, T.TRANSFERRED)

# fmt: off
TICKET_CHART = Chart(
    #    move         from                                     to             who may        on what basis  as said
    Move("take",      (),                                      T.WAITING,     SYSTEM, HALL, _("Take a number")),
    Move("hand_out",  (),                                      T.WAITING,     "hall.serve", HALL, _("Hand out a number")),
    Move("call",      LINE,                                    T.CALLED,      "hall.serve", HALL, _("Call")),
    Move("recall",    (T.CALLED,),                             T.CALLED,      "hall.serve", HALL, _("Call again")),
    Move("skip",      (T.CALLED,),                             T.MISSED,      "hall.serve", HALL, _("Skip")),
    Move("let_back",  (T.MISSED,),                             T.WAITING,     "hall.serve", HALL, _("Let back into the line")),
    Move("serve",     (T.CALLED,),                             T.SERVING,     "hall.serve", HALL, _("Begin to serve")),
    Move("hold",      (T.SERVING,),                            T.ON_HOLD,     "hall.serve", HALL, _("Put on hold at the side")),
    Move("resume",    (T.ON_HOLD,),                            T.SERVING,     "hall.serve", HALL, _("Go on with them")),
    Move("transfer",  (T.CALLED, T.SERVING, T.ON_HOLD),        T.TRANSFERRED, "hall.serve", HALL, _("Send elsewhere")),
    Move("send_back", (T.TRANSFERRED,),                        T.WAITING,     "hall.assist", HALL, _("Send back to the windows")),
    Move("release",   (T.CALLED, T.SERVING, T.ON_HOLD),        T.WAITING,     "hall.serve", HALL, _("Put back into the line")),
    Move("finish",    (T.SERVING,),                            T.FINISHED,    "hall.serve", HALL, _("Finish the visit")),
    Move("note_left", LEAVING,                                 T.LEFT,        "hall.serve", HALL, _("Note that they left")),
    Move("leave",     (*LEAVING, T.SERVING),                                 T.LEFT,        SYSTEM, HALL, _("Leave the hall")),
    model="hall.Ticket",
    announce=NOTICES.announce,
    weighty=("finish", "note_left"),
    subjects="TICKET",
)
APPOINTMENT_CHART = Chart(
    Move("book",      (),                    A.BOOKED,    "hall.book", HALL, _("Book")),
    Move("note",      (),                    A.BOOKED,    "hall.serve", HALL, _("Book at the window")),
    Move("join",      (),                    A.LISTED,    "hall.book", HALL, _("Join the waiting list")),
    Move("fill",      (A.LISTED,),           A.BOOKED,    SYSTEM, HALL, _("Give a place that became free")),
    Move("change",    (A.BOOKED,),           A.BOOKED,    "hall.book", HALL, _("Take another time")),
    Move("cancel",    (A.LISTED, A.BOOKED),  A.CANCELLED, "hall.book", HALL, _("Cancel the appointment")),
    Move("call_off",  (A.LISTED, A.BOOKED),  A.CANCELLED, "hall.serve", HALL, _("Call off the appointment")),
    Move("lapse",     (A.LISTED,),           A.CANCELLED, SYSTEM, HALL, _("Nothing became free")),
    Move("arrive",    (A.BOOKED,),           A.ARRIVED,   SYSTEM, HALL, _("Come in time")),
    Move("miss",      (A.BOOKED,),           A.NO_SHOW,   SYSTEM, HALL, _("Not come")),
    model="hall.Appointment",
    announce=NOTICES.announce,
    weighty=("miss",),
    subjects="APPT",
)
WINDOW_CHART = Chart(
    Move("set_up",    (),                    W.CLOSED,    "hall.manage", HALL, _("Set up a window")),
    Move("open",      (W.CLOSED,),           W.OPEN,      "hall.serve", HALL, _("Open the window")),
    Move("pause",     (W.OPEN,),             W.PAUSED,    "hall.serve", HALL, _("Pause calling")),
    Move("resume",    (W.PAUSED,),           W.OPEN,      "hall.serve", HALL, _("Go on after the pause")),
    Move("close",     (W.OPEN, W.PAUSED),    W.CLOSED,    "hall.serve", HALL, _("Close the window")),
    Move("end_day",   (W.OPEN, W.PAUSED),    W.CLOSED,    SYSTEM, HALL, _("End the day at the window")),
    model="hall.Window",
    weighty=("set_up",),
    subjects="WINDOW",
)
# fmt: on
