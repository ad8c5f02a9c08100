"""Addresses of figures; those of ratings stand beside the ratings desk."""

from django.urls import path

from tongban.doors.desk.figures.views import dashboards, figure, ratings, wall

app_name = "figures"
urlpatterns = [
    path("figures/", dashboards.overview, name="overview"),
    path("figures/mine/", dashboards.mine, name="mine"),
    path("figures/wall/", wall.wall, name="wall"),
    path("figures/<slug:code>/<str:period>/", figure.figure, name="figure"),
    path("ratings/figures/", ratings.figures, name="ratings"),
]
