"""Addresses of the hall for staff."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tongban.work.hall.views import (
    appointments,
    board,
    circle,
    console,
    people,
    places,
    promises,
    staffing,
    statistics,
)


class TicketReference(StringConverter):
    """The number of a visit in an address."""

    regex = r"TICKET-\d{4}-\d{6,}"


class AppointmentReference(StringConverter):
    """The number of an appointment in an address."""

    regex = r"APPT-\d{4}-\d{6,}"


register_converter(TicketReference, "ticket")
register_converter(AppointmentReference, "appointment")

app_name = "hall"
urlpatterns = [
    path("", console.console, name="console"),
    path("next/", console.call_next, name="next"),
    path("windows/<int:pk>/<slug:code>/", console.window_act, name="window-act"),
    path("scan/", people.scan, name="scan"),
    path("people/<int:pk>/", people.person, name="person"),
    path("back-office/", console.back_office, name="back-office"),
    path("<ticket:reference>/", console.ticket, name="ticket"),
    path("<ticket:reference>/call/", console.call, name="call"),
    path("<ticket:reference>/transfer/", console.transfer, name="transfer"),
    path("<ticket:reference>/finish/", console.finish, name="finish"),
    path("<ticket:reference>/errand/", console.add_errand, name="errand"),
    path("<ticket:reference>/send-back/", console.send_back, name="send-back"),
    path("<ticket:reference>/<slug:code>/", console.act, name="ticket-act"),
    path("boards/", board.boards, name="boards"),
    path("boards/<slug:code>/", board.board, name="board"),
    path("boards/<slug:code>/promises/", promises.promises, name="promises"),
    path("boards/<slug:code>/staffing/", staffing.staffing, name="staffing"),
    path("boards/<slug:code>/staffing/plan/", staffing.plan, name="plan-window"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/<slug:code>/rebuild/", statistics.rebuild, name="rebuild"),
    path("circle/", circle.circle, name="circle"),
    path("circle/grid/", circle.grid, name="circle-grid"),
    path("circle/settings/", circle.settings, name="circle-settings"),
    path("appointments/", appointments.appointments, name="appointments"),
    path("<appointment:reference>/arrive/", appointments.arrive, name="arrive"),
    path("<appointment:reference>/call-off/", appointments.call_off, name="call-off"),
    path("coverage/", places.coverage, name="coverage"),
    path("places/", places.places, name="places"),
    path("places/new/", places.new, name="new-place"),
    path("places/<slug:code>/", places.place, name="place"),
    path("places/<slug:code>/hand-out/", console.hand_out, name="hand-out"),
    path("places/<slug:code>/items/<int:pk>/stop/", places.stop_item, name="stop-item"),
    path("places/<slug:code>/<slug:part>/", places.add, name="add"),
]
