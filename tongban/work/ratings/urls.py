"""Addresses of the ratings desk; ``doors/desk/figures/urls_ratings`` mounts them under the name ``ratings``."""

from django.urls import path

from tongban.work.ratings.views import works

urlpatterns = [
    path("", works.works, name="works"),
    path("<slug:reference>/", works.work, name="work"),
    path("<slug:reference>/<slug:move>/", works.act, name="act"),
]
