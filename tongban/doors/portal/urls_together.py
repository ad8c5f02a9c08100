"""Addresses of bundles, mounted at /together/."""

from django.urls import path

from tongban.doors.portal.views import joint, together

app_name = "together"
urlpatterns = [
    path("", together.bundles, name="bundles"),
    path("certificates/<slug:reference>/", together.certificate, name="certificate"),
    path("<slug:reference>/", together.bundle, name="bundle"),
    path("<slug:reference>/begin/", joint.begin, name="begin"),
]
