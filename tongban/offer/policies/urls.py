"""Addresses of the officers' pages over policies, experts, enterprises and lists of grants."""

from django.urls import path

from tongban.offer.policies.views import grants, library, registers

app_name = "policies"
VERSION, LIST = "<slug:reference>/", "lists/<slug:reference>/"
urlpatterns = [
    path("", library.policies, name="policies"),
    path("new/", library.new, name="new"),
    path("experts/", registers.experts, name="experts"),
    path("experts/new/", registers.new_expert, name="new-expert"),
    path("experts/<slug:reference>/", registers.expert, name="expert"),
    path("enterprises/", registers.enterprises, name="enterprises"),
    path("enterprises/new/", registers.edit_enterprise, name="new-enterprise"),
    path("enterprises/<slug:code>/", registers.enterprise, name="enterprise"),
    path("enterprises/<slug:code>/edit/", registers.edit_enterprise, name="edit-enterprise"),
    path("lists/", grants.lists, name="lists"),
    path(LIST, grants.grant_list, name="list"),
    path(f"{LIST}rows/<int:row>/<slug:what>/", grants.say, name="say"),
    path(f"{LIST}<slug:move>/", grants.act, name="list-act"),
    path(VERSION, library.version, name="version"),
    path(f"{VERSION}edit/", library.edit, name="edit"),
    path(f"{VERSION}decision/", registers.new_decision, name="new-decision"),
    path(f"{VERSION}draw-up/", grants.draw_up, name="draw-up"),
    path(f"{VERSION}do/<slug:move>/", library.act, name="act"),
]
