"""Addresses of enquiries."""

from django.urls import path
from tongban.work.enquiries import views

app_name = "enquiries"
urlpatterns = [
    path("", views.enquiries, name="list"),
    path("<slug:reference>/", views.enquiry, name="enquiry"),
    path("<slug:reference>/answer.pdf", views.paper, name="paper"),
]
