"""Addresses of the settings."""

from django.urls import path

from tongban.doors.administration.settings import views

app_name = "settings"
urlpatterns = [
    path("", views.home, name="home"),
    path("logo/<str:digest>/", views.logo, name="logo"),
    path("lists/<str:page>/", views.page, name="page"),
    path("<str:code>/", views.edit, name="edit"),
]
