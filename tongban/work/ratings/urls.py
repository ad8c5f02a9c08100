"""Addresses of the ratings desk; ``doors/desk/figures/urls_ratings`` mounts them under the name ``ratings``."""

from django.urls import path

from tongban.work.ratings.views import bad_ratings

urlpatterns = [
    path("", bad_ratings.works, name="works"),
    path("<slug:reference>/", bad_ratings.work, name="work"),
    path("<slug:reference>/<slug:move>/", bad_ratings.act, name="act"),
]
