"""Addresses of going there: places, appointments, tickets, call displays and ticket machines; mounted at /visit/."""

from django.urls import path

from tongban.doors.portal.views import appointments, kiosk, machines, person_code, visit

app_name = "visit"
urlpatterns = [
    path("", visit.nearby, name="nearby"),
    path("places/<slug:code>/", visit.place, name="place"),
    path("screen/<slug:code>/", visit.screen, name="screen"),
    path("screen/<slug:code>/state/", visit.state, name="state"),
    path("ticket/<slug:code>/", visit.ticket, name="ticket"),
    path("ticket/<slug:code>/leave/", visit.leave, name="leave"),
    path("kiosk/<slug:code>/", kiosk.kiosk, name="kiosk"),
    path("kiosk/<slug:code>/worker.js", kiosk.worker, name="kiosk-worker"),
    path("kiosk/<slug:code>/reserve/", kiosk.reserve, name="kiosk-reserve"),
    path("kiosk/<slug:code>/hand-in/", kiosk.hand_in, name="kiosk-hand-in"),
    path("terminal/<slug:code>/", machines.terminal, name="terminal"),
    path("rating-device/<slug:code>/", machines.rating_device, name="rating-device"),
    path("code/", person_code.person_code, name="person-code"),
    path("code/stop/", person_code.stop, name="stop-codes"),
    path("places/<slug:code>/number/", appointments.take_number, name="take-number"),
    path("places/<slug:code>/book/", appointments.book, name="book"),
    path("places/<slug:code>/book/<int:slot>/", appointments.confirm, name="confirm"),
    path("places/<slug:code>/wait/<int:group>/<slug:day>/", appointments.join, name="join"),
    path("mine/", appointments.mine, name="mine"),
    path("mine/<slug:reference>/", appointments.appointment, name="appointment"),
    path("mine/<slug:reference>/change/", appointments.change, name="change"),
    path("mine/<slug:reference>/cancel/", appointments.cancel, name="cancel"),
]
