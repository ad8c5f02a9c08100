"""What agents, dispatchers, units and quality officers do with orders."""

from tongban.work.hotline.actions.bursts import acknowledge, find_bursts, raise_alarms, set_alarm_budget
from tongban.work.hotline.actions.catalogue import (
    accept_row,
    merge_class,
    open_class,
    propose_row,
    refuse_row,
    rename_class,
)
from tongban.work.hotline.actions.competence import decide, return_
from tongban.work.hotline.actions.intake import Filed, answer, classify, dispatch, file, register
from tongban.work.hotline.actions.outcome import appeal, call, close, redo, review, rule_appeal, send_back
from tongban.work.hotline.actions.quality import measure_suggestions
from tongban.work.hotline.actions.side import (
    add_helper,
    confirm,
    hand_over,
    help_,
    merge,
    reply_to_urging,
    urge,
)
from tongban.work.hotline.actions.work import extend, note_progress, reply, resume, sign, suspend
from tongban.work.hotline.effects.intake import Demand
from tongban.work.hotline.effects.outcome import Heard

__all__ = [
    "Demand",
    "Filed",
    "Heard",
    "accept_row",
    "acknowledge",
    "add_helper",
    "answer",
    "appeal",
    "call",
    "classify",
    "close",
    "confirm",
    "decide",
    "dispatch",
    "extend",
    "file",
    "find_bursts",
    "hand_over",
    "help_",
    "measure_suggestions",
    "merge",
    "merge_class",
    "note_progress",
    "open_class",
    "propose_row",
    "raise_alarms",
    "redo",
    "refuse_row",
    "register",
    "rename_class",
    "reply",
    "reply_to_urging",
    "resume",
    "return_",
    "review",
    "rule_appeal",
    "send_back",
    "set_alarm_budget",
    "sign",
    "suspend",
    "urge",
]
