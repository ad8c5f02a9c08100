"""Addresses of the ratings desk."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tongban.work.ratings.views import bad_ratings, worklists


class BadRatingReference(StringConverter):
    """The number of a bad rating in an address."""

    regex = r"BAD-\d{4}-\d{6,}"


register_converter(BadRatingReference, "bad_rating")

app_name = "ratings"
urlpatterns = [
    path("", worklists.listed, name="works"),
    path("work/<slug:kind>/", worklists.listed, name="list"),
    path("<bad_rating:reference>/", bad_ratings.work, name="work"),
    path("<bad_rating:reference>/<slug:move>/", bad_ratings.act, name="act"),
]
