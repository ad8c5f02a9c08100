"""Addresses of the ratings desk."""

from django.urls import path

from tongban.work.ratings.views import figures, works

app_name = "ratings"
urlpatterns = [
    path("", works.works, name="works"),
    path("figures/", figures.figures, name="figures"),
    path("<slug:reference>/", works.work, name="work"),
    path("<slug:reference>/<slug:move>/", works.act, name="act"),
]
