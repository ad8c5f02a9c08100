"""Addresses of what leaves the house: the outbox and messages."""

from django.urls import include, path

urlpatterns = [
    path("outbox/", include("tongban.ground.exchange.urls_outbox")),
    path("messages/", include("tongban.ground.exchange.messages.urls")),
]
