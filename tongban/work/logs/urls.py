"""Addresses of event logs."""

from django.urls import path

from tongban.work.logs import views

app_name = "logs"
urlpatterns = [
    path("", views.logs, name="logs"),
    path("new/", views.upload, name="upload"),
    path("<int:pk>/", views.log, name="log"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/remove/", views.remove, name="remove"),
    path("<int:pk>/<int:trace_pk>/", views.trace, name="trace"),
]
