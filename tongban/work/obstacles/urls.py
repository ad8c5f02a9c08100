"""Addresses of the desk of what could not be done."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tongban.work.obstacles.views import entries, months


class ObstacleReference(StringConverter):
    """The number of an entry in an address."""

    regex = r"OBS-\d{4}-\d{6,}"


register_converter(ObstacleReference, "obstacle")

app_name = "obstacles"
urlpatterns = [
    path("", entries.listed, name="all"),
    path("work/<slug:kind>/", entries.listed, name="list"),
    path("new/", entries.take, name="take"),
    path("refusal/", entries.report, name="report"),
    path("months/", months.months, name="months"),
    path("months/<int:year>-<int:month>/", months.month, name="month"),
    path("months/<int:year>-<int:month>/analysis.pdf", months.paper, name="paper"),
    path("<obstacle:reference>/", entries.entry, name="entry"),
    path("<obstacle:reference>/<slug:code>/", entries.act, name="act"),
]
