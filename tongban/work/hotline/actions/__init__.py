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
from tongban.work.hotline.actions.competence import decide, reassign, return_
from tongban.work.hotline.actions.intake import Filed, answer, classify, dispatch, file, keep_secret, register
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
from tongban.work.hotline.actions.outside import (
    add_message,
    file_outside,
    hear,
    release,
    withdraw,
)
from tongban.work.hotline.actions.quality import measure_suggestions
from tongban.work.hotline.actions.side import (
    add_helper,
    confirm,
    hand_over,
    help_,
    join,
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
from tongban.work.hotline.effects.particulars import Particulars

__all__ = [
    "Demand",
    "Filed",
    "Heard",
    "Particulars",
    "accept_row",
    "acknowledge",
    "add_helper",
    "add_message",
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
    "file_outside",
    "find_bursts",
    "hand_over",
    "hear",
    "help_",
    "join",
    "keep_secret",
    "measure_suggestions",
    "merge",
    "merge_class",
    "note_progress",
    "open_class",
    "propose_row",
    "raise_alarms",
    "reassign",
    "redo",
    "refuse_extension",
    "refuse_row",
    "register",
    "release",
    "rename_class",
    "reopen",
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
    "withdraw",
]
