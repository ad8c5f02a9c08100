"""Addresses of the pages on which a year is edited: years, overview, budget, indicators, tasks."""

from django.urls import URLPattern, path

from tongban.account.evaluation.monitoring import shortfall_views, views
from tongban.account.evaluation.views import (
    indicator,
    indicator_sheet,
    indicators,
    overview,
    tasks,
    years,
)
from tongban.account.evaluation.views.budget import lines, sheet, workbooks

LINE = "<int:pk>/budget/lines/<int:line>/"
ROW = "<int:pk>/indicators/<int:indicator>/"

urlpatterns: list[URLPattern] = [
    path("", years.years, name="years"),
    path("open/", years.open_year, name="open"),
    path("<int:pk>/", overview.overview, name="overview"),
    path("<int:pk>/missing/", overview.missing, name="missing"),
    path("<int:pk>/findings/counts/", overview.counts, name="finding-counts"),
    path("<int:pk>/budget/", sheet.budget, name="budget"),
    path("<int:pk>/budget/measure/", sheet.declare, name="budget-declare"),
    path("<int:pk>/budget/totals/<slug:level>/", sheet.state_control, name="budget-control"),
    path("<int:pk>/budget/export/", workbooks.export, name="budget-export"),
    path("<int:pk>/budget/template/", workbooks.template, name="budget-template"),
    path("<int:pk>/budget/import/", workbooks.take_in, name="budget-import"),
    path("<int:pk>/budget/lines/new/", sheet.add_line, name="line-add"),
    path(LINE, lines.line, name="line"),
    path(f"{LINE}edit/", sheet.edit_line, name="line-edit"),
    path(f"{LINE}row/", sheet.line_row, name="line-row"),
    path(f"{LINE}strike/", sheet.strike_line, name="line-strike"),
    path(f"{LINE}adjust/", lines.adjust, name="line-adjust"),
    path(f"{LINE}pay/", lines.pay, name="line-pay"),
    path(f"{LINE}adjustments/<int:posting>/back/", lines.reverse_adjustment, name="adjustment-reverse"),
    path(f"{LINE}payments/<int:posting>/back/", lines.reverse_payment, name="payment-reverse"),
    path("<int:pk>/indicators/", indicators.indicators, name="indicators"),
    path("<int:pk>/indicators/new/", indicators.add, name="indicator-add"),
    path("<int:pk>/indicators/sheet/", indicator_sheet.sheet, name="indicator-sheet"),
    path("<int:pk>/indicators/sheet/export/", indicator_sheet.export, name="indicator-sheet-export"),
    path("<int:pk>/indicators/sheet/import/", indicator_sheet.take_in, name="indicator-sheet-import"),
    path(ROW, indicator.indicator, name="indicator"),
    path(f"{ROW}findings/", indicator.findings, name="indicator-findings"),
    path(f"{ROW}row/", indicators.row, name="indicator-row"),
    path(f"{ROW}edit/", indicators.edit_row, name="indicator-edit"),
    path(f"{ROW}edit/<slug:part>/", indicator.edit, name="indicator-part"),
    path(f"{ROW}strike/", indicators.strike, name="indicator-strike"),
    path(f"{ROW}evidence/", indicator.prove, name="evidence-add"),
    path(f"{ROW}evidence/<int:proof>/withdraw/", indicator.withdraw, name="evidence-withdraw"),
    path(f"{ROW}readings/", indicator.read, name="reading-add"),
    path(f"{ROW}why/", shortfall_views.why, name="why"),
    path("<int:pk>/monitoring/", views.monitoring, name="monitoring"),
    path("<int:pk>/monitoring/keep/", views.keep, name="readings-keep"),
    path("<int:pk>/tasks/", tasks.tasks, name="tasks"),
    path("<int:pk>/tasks/new/", tasks.add, name="task-add"),
    path("<int:pk>/tasks/<int:task>/", tasks.task, name="task"),
    path("<int:pk>/tasks/<int:task>/strike/", tasks.strike, name="task-strike"),
]
