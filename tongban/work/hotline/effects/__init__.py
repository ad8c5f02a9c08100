"""What moves and acts make of an order: values that the actions save and the bulk load copies."""

from collections.abc import Callable, Mapping

from tongban.ground.matters.effects import Effect
from tongban.work.hotline.effects import (
    competence,
    extension,
    intake,
    outcome,
    outside,
    replace,
    secrecy,
    side,
    work,
)
from tongban.work.hotline.effects.at_hand import AtHand
from tongban.work.hotline.effects.intake import Demand, new_order

EFFECTS: Mapping[str, Callable[..., Effect]] = {
    "answer": intake.answer,
    "classify": intake.classify,
    "dispatch": work.dispatch,
    "sign": work.sign,
    "return": competence.return_,
    "decide": competence.decide,
    "ask_extension": extension.ask_extension,
    "refuse_extension": extension.refuse_extension,
    "extend": work.extend,
    "suspend": work.suspend,
    "resume": work.resume,
    "note_progress": work.note_progress,
    "reply": work.reply,
    "review": outcome.review,
    "send_back": outcome.send_back,
    "call": outcome.call,
    "redo": outcome.redo,
    "close": outcome.close,
    "reopen": outcome.reopen,
    "appeal": outcome.appeal,
    "rule_appeal": outcome.rule_appeal,
    "withdraw": outside.withdraw,
    "add_message": outside.add_message,
    "hear": outside.hear,
    "release": outside.release,
    "add_helper": side.add_helper,
    "help": side.help_,
    "keep_secret": secrecy.keep_secret,
    "reassign": replace.reassign,
    "merge": side.merge,
    "join": side.merge,
    "close_merged": side.close_merged,
    "hand_over": side.hand_over,
    "confirm": side.confirm,
}
"""What each move of the chart, and each act beside it, makes of an order that stands already."""

__all__ = ["EFFECTS", "AtHand", "Demand", "new_order"]
