"""Addresses of the ratings desk; ``doors/desk/figures/urls_ratings`` mounts them under the name ``ratings``."""

from django.urls import path

from tongban.work.ratings.views import bad_ratings, worklists

urlpatterns = [
    path("", worklists.every, name="works"),
    path("work/<slug:kind>/", worklists.listed, name="list"),
    path("views/<slug:page>/", worklists.save, name="view-save"),
    path("views/<int:pk>/remove/", worklists.remove, name="view-remove"),
    path("<slug:reference>/", bad_ratings.work, name="work"),
    path("<slug:reference>/<slug:move>/", bad_ratings.act, name="act"),
]
