"""Addresses of figures, mounted at /figures/."""

from django.urls import path

from tongban.doors.desk.figures.views import dashboards, figure

app_name = "figures"
urlpatterns = [
    path("", dashboards.overview, name="overview"),
    path("mine/", dashboards.mine, name="mine"),
    path("wall/", dashboards.wall, name="wall"),
    path("<slug:code>/<str:period>/", figure.figure, name="figure"),
]
