"""What agents, dispatchers, units and quality officers do with orders."""

from tongban.work.hotline.actions.catalogue import (
    accept_row,
    merge_class,
    open_class,
    propose_row,
    refuse_row,
    rename_class,
)
from tongban.work.hotline.actions.competence import decide, reassign, return_
from tongban.work.hotline.actions.intake import Filed, answer, classify, dispatch, file, keep_secret, register
from tongban.work.hotline.actions.outcome import appeal, call, close, redo, review, rule_appeal, send_back
from tongban.work.hotline.actions.side import (
    add_helper,
    confirm,
    hand_over,
    help_,
    merge,
    reply_to_urging,
    urge,
)
from tongban.work.hotline.actions.work import (
    ask_extension,
    extend,
    note_progress,
    refuse_extension,
    reply,
    resume,
    sign,
    suspend,
)
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
    "ask_extension",
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
    "keep_secret",
    "merge",
    "merge_class",
    "note_progress",
    "open_class",
    "propose_row",
    "reassign",
    "redo",
    "refuse_extension",
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
    "sign",
    "suspend",
    "urge",
]
