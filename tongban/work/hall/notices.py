"""Who is told what of the hall: those who have an appointment."""

from tongban.ground.exchange.messages.notices import Notice, Notices

NOTICES = Notices(
    "hall",
    "tongban.work.hall.readers.READERS",
    #      move or act  whom      with which text
    Notice("book", "holder", "appointment_booked"),
    Notice("note", "holder", "appointment_booked"),
    Notice("fill", "holder", "appointment_filled"),
    Notice("change", "holder", "appointment_booked"),
    Notice("call_off", "holder", "appointment_called_off"),
    Notice("lapse", "holder", "appointment_lapsed"),
    Notice("remind", "holder", "appointment_reminder"),
    Notice("displace", "holder", "appointment_displaced"),
)
