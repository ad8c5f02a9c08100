"""Files and functions stay small, and names mean something."""

import ast

from tests.guards.house import PRODUCT, ROOT, modules, modules_of_tests

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 40
BANNED = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "misc",
    "info",
    "process",
    "handle",
}
TEXTS = ("*.html", "*.css", "*.js", "*.typ")


def long_functions(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LINES_OF_A_FUNCTION:
                yield f"{node.name} ({lines} lines)"


def banned_names(parts):
    return BANNED & {word for part in parts for word in part.removesuffix(".py").split("_")}


def every_module():
    return {*modules(), *modules_of_tests()}


def test_a_file_has_at_most_400_lines():
    paths = [module.path for module in every_module()]
    paths += [path for kind in TEXTS for path in PRODUCT.rglob(kind) if "vendor" not in path.parts]
    long = [
        f"{path.relative_to(ROOT)} ({count})"
        for path in sorted(paths)
        if (count := len(path.read_text("utf-8").splitlines())) > LINES_OF_A_FILE
    ]

    assert not long


def test_a_function_has_at_most_40_lines():
    found = [f"{module.shown}: {name}" for module in every_module() for name in long_functions(module.tree)]

    assert not found


def test_no_file_is_called_utils():
    found = [module.shown for module in every_module() if banned_names(module.path.relative_to(ROOT).parts)]

    assert not found


def test_long_functions_and_banned_names_are_recognised():
    text = "def long():\n" + "    x = 1\n" * 40 + "def short():\n    pass\n"

    assert list(long_functions(ast.parse(text))) == ["long (41 lines)"]
    assert banned_names(["cases", "date_utils.py"])
    assert not banned_names(["cases", "intake.py"])
