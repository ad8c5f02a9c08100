"""What agents, dispatchers, units and quality officers do with orders."""

from tongban.work.hotline.actions.catalogue import (
    accept_row,
    merge_class,
    open_class,
    refuse_row,
    rename_class,
)
from tongban.work.hotline.actions.competence import decide, return_
from tongban.work.hotline.actions.intake import Filed, answer, classify, dispatch, file, register
from tongban.work.hotline.actions.outcome import (
    appeal,
    call,
    close,
    redo,
    reopen,
    review,
    rule_appeal,
    send_back,
)
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
    "hand_over",
    "help_",
    "merge",
    "merge_class",
    "note_progress",
    "open_class",
    "redo",
    "refuse_row",
    "register",
    "rename_class",
    "reopen",
    "reply",
    "reply_to_urging",
    "resume",
    "return_",
    "review",
    "rule_appeal",
    "send_back",
    "sign",
    "suspend",
    "urge",
]
