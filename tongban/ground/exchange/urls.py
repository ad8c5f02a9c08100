"""Addresses of what leaves the house: the outbox, messages, and notes between colleagues."""

from django.urls import include, path

urlpatterns = [
    path("outbox/", include("tongban.ground.exchange.urls_outbox")),
    path("messages/", include("tongban.ground.exchange.messages.urls")),
    path("notes/", include("tongban.ground.exchange.notes.urls")),
]
