"""Lines, classes, orders and their way."""

from tongban.work.hotline.models.bursts import AlarmBudget, BurstAlarm
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
from tongban.work.hotline.models.outside import (
    CallerMessage,
    ClassQuestion,
    Filing,
    OrderPhoto,
    Quarantine,
)
from tongban.work.hotline.models.phone_calls import (
    CallEvent,
    IntakeDraft,
    PhoneCall,
    Seat,
    SeatChange,
    SeatState,
)
from tongban.work.hotline.models.quality import SuggestionMeasurement
from tongban.work.hotline.models.sealed import SealedDemand, SealedWord
from tongban.work.hotline.models.side import HandOver, HelperUnit, Urging
from tongban.work.hotline.models.stamp import RegisterStamp
from tongban.work.hotline.models.suggestions import LearntModel, SuggestionRule
from tongban.work.hotline.models.texts import OrderText

__all__ = [
    "AT_THE_CENTRE",
    "AT_THE_UNIT",
    "DEEPEST",
    "OPEN",
    "AlarmBudget",
    "Appeal",
    "Area",
    "BurstAlarm",
    "CallBack",
    "CallEvent",
    "CallerMessage",
    "Channel",
    "ClassName",
    "ClassQuestion",
    "CompetenceDecision",
    "DemandClass",
    "DispatchRow",
    "ExtensionRequest",
    "Filing",
    "HandOver",
    "HelperUnit",
    "Holding",
    "IntakeDraft",
    "Kind",
    "LearntModel",
    "Line",
    "MergeRecord",
    "Order",
    "OrderExtension",
    "OrderLimit",
    "OrderPhoto",
    "OrderText",
    "PhoneCall",
    "Quarantine",
    "RegisterStamp",
    "Reply",
    "Return",
    "SealedDemand",
    "SealedWord",
    "Seat",
    "SeatChange",
    "SeatState",
    "Solved",
    "Status",
    "SuggestionMeasurement",
    "SuggestionRule",
    "Suspension",
    "Urgency",
    "Urging",
]
