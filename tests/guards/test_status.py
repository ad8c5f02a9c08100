"""Nothing but a chart writes a status."""

import ast

from tests.guards.house import modules

WRITER = "tongban/ground/ledger/chart.py"


def writes_of_status(tree):
    """Return the lines that set a status: by assignment, by setattr, or by a query that updates one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(
                isinstance(part, ast.Attribute) and part.attr == "status"
                for t in targets
                for part in _parts(t)
            ):
                yield node.lineno
        elif isinstance(node, ast.Call) and _sets_status(node):
            yield node.lineno


def _parts(target):
    return target.elts if isinstance(target, ast.Tuple | ast.List) else [target]


def _sets_status(call):
    called = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if called == "setattr":
        return len(call.args) > 1 and getattr(call.args[1], "value", None) == "status"
    return called == "update" and any(word.arg == "status" for word in call.keywords)


def test_only_a_chart_writes_a_status():
    found = [
        f"{module.shown}:{line}"
        for module in modules()
        if module.room and not module.is_test and module.shown != WRITER
        for line in writes_of_status(module.tree)
        if not _is_response(module, line)
    ]

    assert not found


def _is_response(module, line):
    text = module.path.read_text("utf-8").splitlines()[line - 1]
    return "response.status" in text


def test_a_written_status_is_recognised():
    text = (
        "case.status = 'granted'\n"
        "a, case.status = 1, 2\n"
        "setattr(case, 'status', 'granted')\n"
        "Case.objects.update(status='granted')\n"
        "render(request, status=409)\n"
        "status = case.status\n"
        "case.status == 'granted'\n"
    )

    assert list(writes_of_status(ast.parse(text))) == [1, 2, 3, 4]
