"""Addresses of the desk of help."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tongban.work.assistance.views import assistances


class AssistanceReference(StringConverter):
    """The number of help in an address."""

    regex = r"HELP-\d{4}-\d{6,}"


register_converter(AssistanceReference, "assistance")

app_name = "assistance"
urlpatterns = [
    path("", assistances.listed, name="all"),
    path("work/<slug:kind>/", assistances.listed, name="list"),
    path("new/", assistances.take, name="take"),
    path("<assistance:reference>/", assistances.matter, name="matter"),
    path("<assistance:reference>/papers/<int:pk>.pdf", assistances.paper, name="paper"),
    path("<assistance:reference>/<slug:code>/", assistances.act, name="act"),
]
