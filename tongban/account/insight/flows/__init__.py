"""The way cases really go: directly-follows maps, variants, waiting, departures, and forecasts of missed promises."""

from tongban.account.insight.flows.behind import Pick, cases_of, count_of
from tongban.account.insight.flows.following import Arc, FlowMap, following
from tongban.account.insight.flows.forecast import (
    DECIDING,
    Bin,
    Calibration,
    Forecast,
    History,
    Past,
    Standing,
)
from tongban.account.insight.flows.history import CHECKED_WEEKS, calibration, history
from tongban.account.insight.flows.outside import KINDS, Outside, outside
from tongban.account.insight.flows.sources import (
    OBJECTED,
    SENT_BACK,
    STEP,
    Log,
    Selection,
    items_known,
    of_cases,
    of_import,
)
from tongban.account.insight.flows.throughput import Throughput, throughput
from tongban.account.insight.flows.variants import Variant, variants
from tongban.account.insight.flows.waiting import Stay, StepTime, stays, step_times

__all__ = [
    "CHECKED_WEEKS",
    "DECIDING",
    "KINDS",
    "OBJECTED",
    "SENT_BACK",
    "STEP",
    "Arc",
    "Bin",
    "Calibration",
    "FlowMap",
    "Forecast",
    "History",
    "Log",
    "Outside",
    "Past",
    "Pick",
    "Selection",
    "Standing",
    "Stay",
    "StepTime",
    "Throughput",
    "Variant",
    "calibration",
    "cases_of",
    "count_of",
    "following",
    "history",
    "items_known",
    "of_cases",
    "of_import",
    "outside",
    "stays",
    "step_times",
    "throughput",
    "variants",
]
