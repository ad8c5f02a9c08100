"""Addresses of the ratings desk, mounted at /ratings/: the room's own, and its figures, which are measured above it."""

from django.urls import include, path

from tongban.doors.desk.figures.views import ratings

app_name = "ratings"
urlpatterns = [
    path("figures/", ratings.figures, name="figures"),
    path("", include("tongban.work.ratings.urls")),
]
