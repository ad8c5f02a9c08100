"""Addresses of the pages by which a year comes in, is read, signed, reviewed and published."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
