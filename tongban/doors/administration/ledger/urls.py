"""Addresses of the ledger's pages."""

from django.urls import path

from tongban.doors.administration.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("verification/", views.verification, name="verification"),
    path("keys/<slug:key_id>.pem", views.public_key, name="public-key"),
    path("entries/", views.entries, name="entries"),
    path("<str:subject>/", views.chain, name="chain"),
]
