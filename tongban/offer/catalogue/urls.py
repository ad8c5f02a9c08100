"""Addresses of the staff's pages over items and lists, mounted at /catalogue/."""

from django.urls import URLPattern, path

from tongban.offer.catalogue.views import drafts, exchange, form_fields, items, lists, versions

app_name = "catalogue"
VERSION = "versions/<int:pk>/"
FIELD = f"{VERSION}form/fields/of/<path:name>/"
PART = f"{VERSION}parts/<slug:part>/"

urlpatterns: list[URLPattern] = [
    path("", items.items, name="items"),
    path("new/", items.add_item, name="item-add"),
    path("new/code/", items.proposed, name="item-code"),
    path("exchange/", exchange.exchange, name="exchange"),
    path("exchange/export.<slug:form>", exchange.export, name="export"),
    path("exchange/template.xlsx", exchange.template, name="template"),
    path("lists/", lists.lists, name="lists"),
    path("lists/new/", lists.begin_list, name="list-add"),
    path("lists/<int:pk>/draft/", lists.begin_list_draft, name="list-draft"),
    path("lists/versions/<int:pk>/", lists.list_version, name="list"),
    path("lists/versions/<int:pk>/enter/", lists.enter, name="list-enter"),
    path("lists/versions/<int:pk>/take-off/<int:entry>/", lists.take_off, name="list-take-off"),
    path("lists/versions/<int:pk>/publish/", lists.publish_list, name="list-publish"),
    path("<int:pk>/", items.item, name="item"),
    path("<int:pk>/change/", items.change, name="item-change"),
    path("<int:pk>/draft/", items.begin, name="begin"),
    path(VERSION, versions.version, name="version"),
    path(f"{VERSION}differences/", versions.differences, name="differences"),
    path(f"{VERSION}impact/", versions.impact, name="impact"),
    path(f"{VERSION}move/", versions.move, name="move"),
    path(f"{VERSION}edit/", drafts.edit, name="edit"),
    path(f"{VERSION}fields/", drafts.fields, name="fields"),
    path(f"{VERSION}form/", form_fields.form, name="form"),
    path(f"{VERSION}form/trial/", form_fields.trial, name="form-trial"),
    path(f"{VERSION}form/fields/new/", form_fields.field, name="field-add"),
    path(f"{FIELD}<slug:way>/move/", form_fields.move, name="field-move"),
    path(f"{FIELD}remove/", form_fields.remove, name="field-remove"),
    path(FIELD, form_fields.field, name="field"),
    path("articles/", drafts.articles, name="articles"),
    path(f"{VERSION}condition/", drafts.condition, name="condition"),
    path(PART, drafts.section, name="section"),
    path(f"{PART}new/", drafts.part, name="part-add"),
    path(f"{PART}<int:row>/", drafts.part, name="part"),
    path(f"{PART}<int:row>/remove/", drafts.remove, name="part-remove"),
]
