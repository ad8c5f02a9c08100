"""Lines of the log say what happened in fixed words and in fields of the list: nothing that somebody typed."""

import ast

from tests.guards.house import modules
from tongban.ground.kit.log_format import FIELDS

LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
LEAST_MODULES = 15
NAMED = "LOG"
LOGGER = f"{NAMED} = logging.getLogger(__name__)"


def faults(tree):
    """Return what is wrong with how a module logs."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and "getLogger" in ast.unparse(node) and ast.unparse(node) != LOGGER:
            yield f"{node.lineno}: a logger is {LOGGER}"
    for node in ast.walk(tree):
        if is_line(node):
            yield from _faults_of_line(node)


def is_line(node):
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr in LEVELS and ast.unparse(called.value) == NAMED


def _faults_of_line(call):
    event, *more = call.args
    if not isinstance(event, ast.Constant) or more:
        yield f"{call.lineno}: the event is not one fixed text"
    elif "%" in event.value:
        yield f"{call.lineno}: values stand in fields, not in the event"
    for keyword in call.keywords:
        if keyword.arg == "extra":
            known = {
                key.value
                for each in ast.walk(keyword.value)
                if isinstance(each, ast.Dict)
                for key in each.keys
            }
            yield from (f"{call.lineno}: no field of the list: {name}" for name in known - set(FIELDS))
        elif keyword.arg != "exc_info":
            yield f"{call.lineno}: {keyword.arg}"


def product():
    return [module for module in modules() if not module.is_test]


def test_every_line_of_the_log_is_an_event_with_fields_of_the_list():
    found = [f"{module.shown}:{fault}" for module in product() for fault in faults(module.tree)]

    assert not found


def test_what_an_operator_needs_is_told_by_many_modules():
    telling = [module.name for module in product() if any(map(is_line, ast.walk(module.tree)))]

    assert len(telling) >= LEAST_MODULES


def test_values_in_events_unknown_fields_and_other_loggers_are_found():
    source = """
log = logging.getLogger("tongban.cases")
LOG.warning("%s signed in", user)
LOG.info(f"{user} signed in")
LOG.info("signed in %s")
LOG.info("signed in", extra={"phone": user.phone, "reason": "password"})
LOG.info("signed in", stack_info=True)
LOG.info("signed in", extra=named(user) | {"reason": "password"}, exc_info=error)
"""

    assert [fault.partition(":")[0] for fault in faults(ast.parse(source))] == ["2", "3", "4", "5", "6", "7"]
