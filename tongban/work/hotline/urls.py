"""Addresses of the hotline's desks."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from tongban.work.hotline.views import intake, orders, worklists


class OrderReference(StringConverter):
    """The number of an order in an address."""

    regex = r"HOT-\d{4}-\d{6,}"


register_converter(OrderReference, "hotline_order")

app_name = "hotline"
urlpatterns = [
    path("", worklists.every, name="orders"),
    path("intake/", intake.intake, name="intake"),
    path("registers/", include("tongban.work.hotline.registers.urls")),
    path("work/<slug:kind>/", worklists.listed, name="list"),
    path("views/<slug:page>/", worklists.save, name="view-save"),
    path("views/<int:pk>/remove/", worklists.remove, name="view-remove"),
    path("<hotline_order:reference>/", orders.order, name="order"),
    path("<hotline_order:reference>/urgings/<int:pk>/", orders.reply_to_urging, name="urging"),
    path("<hotline_order:reference>/helpers/<int:pk>/", orders.help_, name="helper"),
    path("<hotline_order:reference>/<slug:code>/", orders.act, name="act"),
]
