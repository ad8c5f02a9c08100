"""Addresses of the way cases go, mounted at /flows/."""

from django.urls import path

from tongban.doors.desk.flows.views import likely, maps

app_name = "flows"
urlpatterns = [
    path("", maps.moves, name="moves"),
    path("variants/", maps.variants, name="variants"),
    path("waiting/", maps.waiting, name="waiting"),
    path("steps/", maps.steps, name="steps"),
    path("outside/", maps.outside, name="outside"),
    path("cases/", maps.cases, name="cases"),
    path("likely-late/", likely.likely, name="likely"),
    path("logs/<int:pk>/", maps.imported, name="imported"),
]
