"""Addresses of Open311 GeoReport v2, mounted at /open311/v2/; what there is not is answered in its form too."""

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from tongban.doors.api.georeport import views


class FormOfAnswer(StringConverter):
    """The ending of an address that says in which form the answer is."""

    regex = "json|xml"


register_converter(FormOfAnswer, "form_of_answer")

app_name = "open311"
urlpatterns = [
    path("", views.unknown, name="root"),
    path("discovery.<form_of_answer:form>", views.discovery, name="discovery"),
    path("services.<form_of_answer:form>", views.services, name="services"),
    path("services/<slug:code>.<form_of_answer:form>", views.service, name="service"),
    path("requests.<form_of_answer:form>", views.requests, name="requests"),
    path("requests/<slug:reference>.<form_of_answer:form>", views.one_request, name="request"),
    path("tokens/<slug:code>.<form_of_answer:form>", views.token, name="token"),
    re_path(r"^", views.unknown, name="unknown"),
]
