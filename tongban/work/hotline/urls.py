"""Addresses of the hotline's desks."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from tongban.work.hotline.views import (
    board,
    bursts,
    catalogue,
    desk,
    dispatch,
    orders,
    quality,
    softphone,
    urge_many,
    worklists,
)


class OrderReference(StringConverter):
    """The number of an order in an address."""

    regex = r"HOT-\d{4}-\d{6,}"


register_converter(OrderReference, "hotline_order")

app_name = "hotline"
urlpatterns = [
    path("", worklists.listed, name="orders"),
    path("suggestion/quality/", quality.suggestion_quality, name="suggestion-quality"),
    path("board/", board.board, name="board"),
    path("board/<slug:code>/", board.counted, name="board-rows"),
    path("bursts/", bursts.bursts, name="bursts"),
    path("bursts/<int:pk>/", bursts.burst, name="burst"),
    path("desk/", desk.desk, name="desk"),
    path("desk/hints/", desk.hints, name="hints"),
    path("desk/gap/", desk.gap, name="gap"),
    path("desk/bar/", softphone.bar, name="bar"),
    path("desk/seat/", softphone.seat, name="seat"),
    path("desk/phone/<slug:act>/", softphone.act, name="phone"),
    path("desk/simulator/", softphone.simulator, name="simulator"),
    path("dispatch/", dispatch.dispatch, name="dispatch"),
    path("dispatch/<hotline_order:reference>/", dispatch.dispatch, name="dispatch-order"),
    path("dispatch/<hotline_order:reference>/merge/", dispatch.merge, name="dispatch-merge"),
    path("decisions/", dispatch.decide, name="decisions"),
    path("decisions/<hotline_order:reference>/", dispatch.decide, name="decision"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/<int:pk>/", catalogue.decide_row, name="row"),
    path("rules/", catalogue.rules, name="rules"),
    path("rules/<int:pk>/end/", catalogue.end_rule, name="rule-end"),
    path("registers/", include("tongban.work.hotline.registers.urls")),
    path("work/<slug:kind>/urge/", urge_many.urge, name="urge-many"),
    path("work/<slug:kind>/", worklists.listed, name="list"),
    path("<hotline_order:reference>/", orders.order, name="order"),
    path("<hotline_order:reference>/urgings/<int:pk>/", orders.reply_to_urging, name="urging"),
    path("<hotline_order:reference>/helpers/<int:pk>/", orders.help_, name="helper"),
    path("<hotline_order:reference>/<slug:code>/", orders.act, name="act"),
]
