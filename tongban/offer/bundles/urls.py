"""Addresses of the officers' pages over bundles."""

from django.urls import path

from tongban.offer.bundles import views

app_name = "bundles"
urlpatterns = [
    path("", views.bundles, name="bundles"),
    path("new/", views.new, name="new"),
    path("<slug:reference>/", views.version, name="version"),
    path("<slug:reference>/edit/", views.edit, name="edit"),
    path("<slug:reference>/do/<slug:move>/", views.act, name="act"),
]
