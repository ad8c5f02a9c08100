"""Addresses of connected systems, mounted at /clients/."""

from django.urls import path

from tongban.doors.api.views import clients as views

app_name = "clients"
urlpatterns = [
    path("", views.clients, name="list"),
    path("new/", views.register, name="register"),
    path("<int:pk>/", views.client, name="client"),
    path("<int:pk>/rights/", views.set_rights, name="rights"),
    path("<int:pk>/open/", views.set_open, name="open"),
    path("<int:pk>/keys/", views.issue_key, name="issue-key"),
    path("<int:pk>/keys/<int:key>/revoke/", views.revoke_key, name="revoke-key"),
]
