"""Addresses of the duties, and of the views that readers keep of lists."""

from django.urls import include, path

from tongban.ground.matters.views import duties, saved_views

DUTIES = [
    path("", duties.listed, name="list"),
    path("run/", duties.run_now, name="run"),
]
VIEWS = [
    path("save/", saved_views.save, name="save"),
    path("<int:pk>/remove/", saved_views.remove, name="remove"),
]
urlpatterns = [
    path("duties/", include((DUTIES, "duties"))),
    path("views/", include((VIEWS, "views"))),
]
