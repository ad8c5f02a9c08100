"""Addresses of what an administrator looks at in the browser."""

from django.urls import path

from tongban.operations import views

app_name = "installation"
urlpatterns = [path("", views.state, name="state")]
