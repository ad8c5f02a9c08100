"""Addresses of the hotline's published figures, mounted at /hotline-figures/."""

from django.urls import path

from tongban.doors.portal.views import hotline_rates as views

app_name = "hotline_rates"
urlpatterns = [
    path("", views.rates, name="rates"),
    path("counts.<slug:extension>", views.counts, name="counts"),
]
