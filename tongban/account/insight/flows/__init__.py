"""The way cases really go: directly-follows maps, variants, waiting, departures, and forecasts of missed promises."""

from tongban.account.insight.flows.departures import KINDS, DepartureCount, count_departures
from tongban.account.insight.flows.drilldown import Pick, cases_of, count_of
from tongban.account.insight.flows.flow_map import Arc, FlowMap, flow_map_of
from tongban.account.insight.flows.forecast import (
    DECIDING,
    Calibration,
    CaseProgress,
    DelayForecast,
    ForecastBin,
    PastCases,
    PastOutcomes,
)
from tongban.account.insight.flows.past_cases import CHECKED_WEEKS, calibration_until, history_until
from tongban.account.insight.flows.sources import (
    OBJECTED,
    SENT_BACK,
    STEP,
    CaseSelection,
    EventLog,
    case_log,
    imported_log,
    item_choices,
)
from tongban.account.insight.flows.throughput import Throughput, throughput
from tongban.account.insight.flows.variants import FlowVariant, variants
from tongban.account.insight.flows.waits import Stay, StepTime, stays, step_times

__all__ = [
    "CHECKED_WEEKS",
    "DECIDING",
    "KINDS",
    "OBJECTED",
    "SENT_BACK",
    "STEP",
    "Arc",
    "Calibration",
    "CaseProgress",
    "CaseSelection",
    "DelayForecast",
    "DepartureCount",
    "EventLog",
    "FlowMap",
    "FlowVariant",
    "ForecastBin",
    "PastCases",
    "PastOutcomes",
    "Pick",
    "Stay",
    "StepTime",
    "Throughput",
    "calibration_until",
    "case_log",
    "cases_of",
    "count_departures",
    "count_of",
    "flow_map_of",
    "history_until",
    "imported_log",
    "item_choices",
    "stays",
    "step_times",
    "throughput",
    "variants",
]
