"""Address of the index of law."""

from django.urls import path

from tongban.doors.administration.law import views

app_name = "law"
urlpatterns = [path("", views.index, name="index")]
