"""Addresses of the register of licences."""

from django.urls import path

from tongban.offer.licences import views

app_name = "licences"
urlpatterns = [
    path("", views.licences, name="licences"),
    path("<int:pk>/", views.licence, name="licence"),
    path("<int:pk>/licence.pdf", views.paper, name="paper"),
    path("<int:pk>/do/<slug:move>/", views.act, name="act"),
]
