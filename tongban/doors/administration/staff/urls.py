"""Addresses of staff and rights."""

from django.urls import path

from tongban.doors.administration.staff import departments, views

app_name = "staff"
urlpatterns = [
    path("", views.staff, name="list"),
    path("departments/", departments.departments, name="departments"),
    path("departments/<int:pk>/", departments.rename, name="rename-department"),
    path("departments/<int:pk>/until/", departments.close, name="close-department"),
    path("new/", views.employ, name="employ"),
    path("<int:pk>/", views.member, name="member"),
    path("<int:pk>/active/", views.set_active, name="set-active"),
    path("<int:pk>/password/", views.reset_password, name="reset-password"),
    path("<int:pk>/second-factor/", views.remove_second_factor, name="remove-second-factor"),
]
