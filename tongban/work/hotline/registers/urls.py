"""Addresses of the registers, below /hotline/registers/."""

from django.urls import path

from tongban.work.hotline.registers import views

urlpatterns = [
    path("lines/", views.lines, name="lines"),
    path("lines/new/", views.new_line, name="new-line"),
    path("lines/<int:pk>/", views.line, name="line"),
    path("classes/", views.classes, name="classes"),
    path("classes/new/", views.new_class, name="new-class"),
    path("classes/<int:pk>/", views.demand_class, name="class"),
    path("areas/", views.areas, name="areas"),
    path("areas/new/", views.new_area, name="new-area"),
    path("areas/<int:pk>/", views.area, name="area"),
    path("limits/", views.limits, name="limits"),
    path("limits/new/", views.new_limit, name="new-limit"),
    path("catalogue/new/", views.new_row, name="new-row"),
]
