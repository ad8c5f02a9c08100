"""No port is called inside a transaction; every port is had through the wrapper that refuses it."""

import ast

from tests.guards.house import modules

CALLS = {
    "courier": "tongban.offer.delivery.courier.courier",
    "verification": "tongban.ground.people.verification.verification",
    "exchange": "tongban.work.hotline.telephony.exchange.exchange",
    "scanner": "tongban.ground.kit.virus_scan.scanner",
    "require_clean": "tongban.ground.kit.virus_scan.require_clean",
    "scan_upload": "tongban.ground.kit.virus_scan.scan_upload",
    "deliver_due": "tongban.ground.exchange.delivery.deliver_due",
    "place_order": "tongban.offer.delivery.actions.place_order",
    "track": "tongban.offer.delivery.actions.track",
}
"""Functions that call, or hand out, what speaks with somebody outside the house."""
ATTRIBUTES_ONLY = {"name", "is_online", "hint", "is_simulated"}
SETTINGS = {"COURIER", "TELEPHONE_EXCHANGE", "VERIFICATION"}
"""Settings that name a port."""


def is_atomic(node):
    """Return whether a function is decorated with transaction.atomic."""
    return any("atomic" in ast.unparse(each) for each in node.decorator_list)


def calls_inside_transactions(tree):
    """Return the calls of ports in atomic functions, and in blocks opened with transaction.atomic."""
    for node in ast.walk(tree):
        is_function = isinstance(node, ast.FunctionDef) and is_atomic(node)
        is_block = isinstance(node, ast.With) and any("atomic" in ast.unparse(each) for each in node.items)
        if is_function or is_block:
            yield from _calls(node)


def _calls(block):
    told = {id(node.value) for node in ast.walk(block) if _only_told(node)}
    for node in ast.walk(block):
        name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
        if name in CALLS and id(node) not in told:
            yield f"{node.lineno}: {name}()"


def _only_told(node):
    """Return whether a port is only asked for what it is called, which asks nobody outside."""
    return isinstance(node, ast.Attribute) and node.attr in ATTRIBUTES_ONLY


def bare_ports(tree):
    """Return where a port is made from its setting without the wrapper."""
    for node in ast.walk(tree):
        is_import = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_string"
        if is_import and any(getattr(part, "attr", "") in SETTINGS for part in ast.walk(node)):
            yield node.lineno


def test_no_port_is_called_in_a_function_that_is_a_transaction():
    found = [
        f"{module.shown}:{call}"
        for module in modules()
        if module.room and not module.is_test
        for call in calls_inside_transactions(module.tree)
    ]

    assert not found, "put it into the outbox, or ask before the transaction begins"


def test_every_port_is_had_through_the_wrapper():
    found = [
        f"{module.shown}:{line}"
        for module in modules()
        if not module.is_test
        for line in bare_ports(module.tree)
    ]

    assert not found, "use tongban.ground.ledger.ports.port_at"


def test_the_functions_that_call_ports_are_where_the_list_says():
    for name, path in CALLS.items():
        home = path.rpartition(".")[0]
        (module,) = [each for each in modules() if each.name == home]
        assert name in {node.name for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)}


def test_a_port_in_a_transaction_is_recognised():
    text = (
        "@transaction.atomic\n"
        "def send(case):\n"
        "    name = courier().name\n"
        "    courier().order(case)\n"
        "def ask():\n"
        "    courier().order(1)\n"
        "    with transaction.atomic():\n"
        "        actions.track(parcel)\n"
    )

    assert list(calls_inside_transactions(ast.parse(text))) == ["4: courier()", "8: track()"]


def test_a_port_without_its_wrapper_is_recognised():
    assert list(bare_ports(ast.parse("import_string(settings.COURIER)()\nimport_string(DESK)"))) == [1]
