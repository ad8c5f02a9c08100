"""Addresses of messages, mounted at /messages/."""

from django.urls import path

from tongban.ground.exchange.messages import views

app_name = "messages"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:pk>/", views.message, name="message"),
    path("<int:pk>/mark/", views.mark, name="mark"),
    path("read/", views.mark_all, name="mark-all"),
    path("choices/", views.choices, name="choices"),
    path("choices/email/", views.email, name="email"),
    path("simulators/", views.simulators, name="simulators"),
]
