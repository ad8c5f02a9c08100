"""Lines, classes, orders and their way."""

from tongban.work.hotline.models.calls import CallBack
from tongban.work.hotline.models.classes import DEEPEST, Area, ClassName, DemandClass, Kind, OrderLimit
from tongban.work.hotline.models.course import (
    Appeal,
    CompetenceDecision,
    ExtensionRequest,
    Holding,
    OrderExtension,
    Reply,
    Return,
    Suspension,
)
from tongban.work.hotline.models.dispatch_rows import DispatchRow
from tongban.work.hotline.models.lines import Line, MergeRecord
from tongban.work.hotline.models.orders import (
    AT_THE_CENTRE,
    AT_THE_UNIT,
    OPEN,
    Channel,
    Order,
    Solved,
    Status,
    Urgency,
)
from tongban.work.hotline.models.sealed import SealedDemand, SealedWord
from tongban.work.hotline.models.side import HandOver, HelperUnit, Urging

__all__ = [
    "AT_THE_CENTRE",
    "AT_THE_UNIT",
    "DEEPEST",
    "OPEN",
    "Appeal",
    "Area",
    "CallBack",
    "Channel",
    "ClassName",
    "CompetenceDecision",
    "DemandClass",
    "DispatchRow",
    "ExtensionRequest",
    "HandOver",
    "HelperUnit",
    "Holding",
    "Kind",
    "Line",
    "MergeRecord",
    "Order",
    "OrderExtension",
    "OrderLimit",
    "Reply",
    "Return",
    "SealedDemand",
    "SealedWord",
    "Solved",
    "Status",
    "Suspension",
    "Urgency",
    "Urging",
]
