"""Addresses of the registers, below /hotline/registers/."""

from django.urls import path

from tongban.work.hotline.registers import questions, views

urlpatterns = [
    path("lines/", views.lines, name="lines"),
    path("lines/new/", views.new_line, name="new-line"),
    path("lines/<int:pk>/", views.line, name="line"),
    path("classes/", views.classes, name="classes"),
    path("classes/new/", views.new_class, name="new-class"),
    path("classes/<int:pk>/", views.demand_class, name="class"),
    path("classes/<int:pk>/questions/new/", questions.question, name="new-question"),
    path("classes/<int:pk>/questions/<slug:code>/", questions.question, name="question"),
    path("classes/<int:pk>/questions/<slug:code>/remove/", questions.remove, name="remove-question"),
    path("areas/", views.areas, name="areas"),
    path("areas/new/", views.new_area, name="new-area"),
    path("areas/<int:pk>/", views.area, name="area"),
    path("limits/", views.limits, name="limits"),
    path("limits/new/", views.new_limit, name="new-limit"),
    path("catalogue/new/", views.new_row, name="new-row"),
]
