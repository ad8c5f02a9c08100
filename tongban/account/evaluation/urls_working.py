"""Addresses of the pages on which a year is worked: years, overview, budget, indicators, tasks."""

from django.urls import URLPattern, path

from tongban.account.evaluation.views import overview, years

urlpatterns: list[URLPattern] = [
    path("", years.years, name="years"),
    path("<int:pk>/", overview.overview, name="overview"),
]
