"""Addresses of the desks of inspection."""

from django.urls import path

from tongban.work.inspection.views import (
    inspections,
    leads,
    quality_forms,
    rectifications,
    rounds,
    samples,
    standards,
)

app_name = "inspection"
urlpatterns = [
    path("", inspections.listed, name="inspections"),
    path("inspections/<slug:reference>/", inspections.inspection, name="inspection"),
    path("inspections/<slug:reference>/<slug:code>/", inspections.act, name="inspection-act"),
    path("forms/", quality_forms.listed, name="forms"),
    path("forms/new/", quality_forms.new, name="new-form"),
    path("forms/<int:pk>/", quality_forms.form, name="form"),
    path("samples/", samples.listed, name="samples"),
    path("samples/new/", samples.new, name="new-sample"),
    path("samples/<slug:reference>/", samples.sample, name="sample"),
    path("leads/", leads.listed, name="leads"),
    path("leads/<slug:reference>/", leads.lead, name="lead"),
    path("leads/<slug:reference>/<slug:code>/", leads.act, name="lead-act"),
    path("standards/", standards.listed, name="standards"),
    path("standards/new/", standards.new, name="new-standard"),
    path("standards/<slug:reference>/", standards.standard, name="standard"),
    path("standards/<slug:reference>/describe/", standards.describe, name="describe-standard"),
    path("standards/<slug:reference>/indicator/", standards.indicator, name="new-indicator"),
    path("standards/<slug:reference>/indicator/<str:code>/", standards.indicator, name="indicator"),
    path(
        "standards/<slug:reference>/indicator/<str:code>/remove/", standards.remove, name="remove-indicator"
    ),
    path("standards/<slug:reference>/<slug:code>/", standards.act, name="standard-act"),
    path("rounds/", rounds.listed, name="rounds"),
    path("rounds/new/", rounds.new, name="new-round"),
    path("rounds/<slug:reference>/", rounds.round_, name="round"),
    path("rounds/<slug:reference>/report.pdf", rounds.report, name="report"),
    path("rounds/<slug:reference>/units/<int:pk>/", rounds.unit, name="unit"),
    path("rounds/<slug:reference>/units/<int:pk>/<str:code>/value/", rounds.value, name="value"),
    path("rounds/<slug:reference>/units/<int:pk>/<str:code>/ruling/", rounds.ruling, name="ruling"),
    path("rounds/<slug:reference>/units/<int:pk>/<str:code>/finding/", rounds.finding, name="finding"),
    path("rounds/<slug:reference>/<slug:code>/", rounds.act, name="round-act"),
    path("rectifications/", rectifications.listed, name="rectifications"),
    path("rectifications/<slug:reference>/", rectifications.rectification, name="rectification"),
    path("rectifications/<slug:reference>/<slug:code>/", rectifications.act, name="rectification-act"),
]
