"""Addresses of the API and its reference page, mounted at /api/v1/; what there is not is answered as a problem."""

from django.urls import path, re_path

from tongban.doors.api import service
from tongban.doors.api.views import docs

app_name = "api"
urlpatterns = [
    path("docs", docs.docs, name="docs"),
    path("openapi.json", service.document, name="document"),
    *service.addresses(),
    re_path(r"^", service.unknown, name="unknown"),
]
