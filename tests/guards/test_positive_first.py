"""The positive act comes first: no chart and no row of buttons begins with sending back, refusing or giving up."""

import re
import sys
from collections import defaultdict

from django.urls import get_resolver

from tests.guards.test_access import routes
from tongban.ground.ledger.chart import CHARTS, SYSTEM
from tongban.ground.ledger.rooms import modules_named
from tongban.ground.matters.acts import Act, MoveAct

AGAINST = re.compile(
    r"(^|_)(return|refuse|decline|reject|send_back|object|terminate|cancel|withdraw|fail|redo|reopen|discard|give_up"
    r"|give_back|stop|turn_back|unneeded|dismiss|revoke|revoked)(_|$)"
)
"""What sends a matter back or ends it against whom it is for, by the names of moves."""


def wrong_in(rows):
    """Return where something against stands first although something for it follows: rows of (place, name)."""
    found = defaultdict(list)
    for place, name in rows:
        found[place].append(name)
    return {
        place: names
        for place, names in found.items()
        if AGAINST.search(names[0]) and not all(map(AGAINST.search, names))
    }


def charts():
    modules_named("states")
    return [chart for chart in CHARTS if chart.model]  # the others are invented by tests


def act_lists():
    """Return every row of buttons in the house: mappings of acts in the modules that the pages load."""
    list(routes(get_resolver().url_patterns))
    seen = {}
    for module in [each for name, each in sys.modules.items() if name.startswith("tongban.")]:
        for name, value in vars(module).items():
            if isinstance(value, dict) and value and all(_is_act(each) for each in value.values()):
                seen[id(value)] = (f"{module.__name__}.{name}", value)
    return list(seen.values())


def _is_act(value):
    return isinstance(value, type) and issubclass(value, Act)


def test_no_chart_begins_with_what_sends_back():
    wrong = {}
    for chart in charts():
        moves = [move for move in chart.moves.values() if move.permission != SYSTEM]
        rows = [((status, move.permission), move.name) for move in moves for status in move.from_]
        wrong |= {(chart.model, *place): names for place, names in wrong_in(rows).items()}

    assert not wrong


def test_no_row_of_buttons_begins_with_what_sends_back():
    wrong = {}
    lists = act_lists()
    for name, acts in lists:
        moves = [each for each in acts.values() if issubclass(each, MoveAct) and hasattr(each, "move")]
        rows = [
            ((status, act.chart.moves[act.move].permission), act.move)
            for act in moves
            for status in act.chart.moves[act.move].from_
        ]
        wrong |= {(name, *place): names for place, names in wrong_in(rows).items()}

    assert len(lists) > 10, "the rows of buttons of the rooms are found"
    assert not wrong


def test_what_stands_against_is_recognised():
    assert wrong_in([("s", "return"), ("s", "accept")]) == {"s": ["return", "accept"]}
    assert not wrong_in([("s", "accept"), ("s", "return")])
    assert not wrong_in([("s", "return"), ("s", "decline")])
