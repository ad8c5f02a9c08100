"""Addresses of an enterprise's own demands and of the policies it was told of; mounted at /enterprise/."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tongban.doors.portal.views import enterprise


class OwnDemand(StringConverter):
    """The number of a demand's order in an address."""

    regex = r"HOT-\d{4}-\d{6,}"


register_converter(OwnDemand, "own_demand")

app_name = "enterprise"
urlpatterns = [
    path("", enterprise.demands, name="demands"),
    path("new/", enterprise.new, name="new"),
    path("<own_demand:reference>/", enterprise.demand, name="demand"),
]
