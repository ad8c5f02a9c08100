"""Address of the index of law."""

from django.urls import path

from tongban.ground.kit.law_pages import views

app_name = "law"
urlpatterns = [path("", views.index, name="index")]
