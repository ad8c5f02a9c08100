"""Addresses of the outbox."""

from django.urls import path

from tongban.ground.exchange import views

app_name = "outbox"
urlpatterns = [
    path("", views.outbox, name="list"),
    path("send-dead-again/", views.send_all_again, name="send-all-again"),
    path("<int:pk>/", views.row, name="row"),
    path("<int:pk>/send-again/", views.send_again, name="send-again"),
    path("<int:pk>/give-up/", views.give_up, name="give-up"),
]
