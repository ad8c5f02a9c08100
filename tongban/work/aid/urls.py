"""Addresses of the specialist's desk and of research meetings."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tongban.work.aid.views import demands, meetings


class AidOrder(StringConverter):
    """The number of a demand's order in an address."""

    regex = r"HOT-\d{4}-\d{6,}"


class MeetingReference(StringConverter):
    """The number of a meeting in an address."""

    regex = r"MTG-\d{4}-\d{6,}"


register_converter(AidOrder, "aid_order")
register_converter(MeetingReference, "meeting")

app_name = "aid"
urlpatterns = [
    path("", demands.listed, name="demands"),
    path("work/<slug:kind>/", demands.listed, name="list"),
    path("new/", demands.take, name="take"),
    path("clusters/", demands.clusters, name="clusters"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.call, name="call"),
    path("meetings/<meeting:reference>/", meetings.meeting, name="meeting"),
    path("meetings/<meeting:reference>/minutes.pdf", meetings.minutes, name="minutes"),
    path("meetings/<meeting:reference>/items/<int:pk>/", meetings.find, name="find"),
    path("meetings/<meeting:reference>/items/<int:pk>/drop/", meetings.drop, name="drop"),
    path("meetings/<meeting:reference>/<slug:code>/", meetings.act, name="meeting-act"),
    path("<aid_order:reference>/", demands.demand, name="demand"),
    path("<aid_order:reference>/which/", demands.complete, name="complete"),
    path("<aid_order:reference>/<slug:code>/", demands.act, name="act"),
]
