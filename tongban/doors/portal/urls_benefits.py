"""Addresses of what enterprises are offered, mounted at /benefits/."""

from django.urls import path

from tongban.doors.portal.views import benefits

app_name = "benefits"
urlpatterns = [
    path("", benefits.search, name="search"),
    path("lists/", benefits.lists, name="lists"),
    path("lists/<slug:reference>/", benefits.grant_list, name="list"),
    path("lists/<slug:reference>/decline/<int:row>/", benefits.decline, name="decline"),
    path("<slug:reference>/", benefits.policy, name="policy"),
]
