"""One way to keep things in memory (ground/ledger/memo.py): no dictionary of a module, no mark on a row, no data in @cache.

``functools.cache`` stays for what follows from its arguments and the program's own files alone.
"""

import ast

from tests.guards.house import modules

KEEPER = "tongban.ground.ledger.memo"
REGISTRIES = {
    KEEPER: "the memos themselves",
    "tongban.ground.exchange.kinds": "senders, named when the program is loaded",
    "tongban.ground.law.citations": "rules, named when the program is loaded",
    "tongban.account.insight.engines.spark_engine": "the one session of Spark, which ends with the process",
    "tongban.demo.year.loader": "what forked processes inherit",
    "tongban.demo.hotline_year.loader": "what forked processes inherit",
}
MARKED_ROWS = {
    KEEPER: "answers about a row, which may name the row again",
    "tongban.ground.ledger.matter_lock": "the end of a chain, known only to who holds its lock",
}
DATA = {"settings", "objects", "connection", "caches", "get_language", "reverse", "import_string"}


def faults_in(tree, name=""):
    """Return what keeps something in memory in another way, with its line."""
    dictionaries = set() if name in REGISTRIES else set(_empty_dictionaries(tree))
    for node in ast.walk(tree):
        if name not in MARKED_ROWS and _is_written(node, _holds_attributes, "setdefault"):
            yield "a mark on an object", node.lineno
        elif _is_written(node, lambda held: _called(held) in dictionaries, "setdefault", "update"):
            yield "a dictionary of the module", node.lineno
        elif isinstance(node, ast.FunctionDef) and _is_cached(node) and DATA & set(_names_in(node)):
            yield "data in @cache", node.lineno
        elif name != KEEPER and isinstance(node, ast.Subscript) and _called(node.value) == "caches":
            yield "a cache of Django under a key made by hand", node.lineno


def _empty_dictionaries(tree):
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (
                target.id for target in targets if not node.value.keys and isinstance(target, ast.Name)
            )


def _is_written(node, is_held, *calls):
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        return is_held(node.value)
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return is_call and node.func.attr in calls and is_held(node.func.value)


def _holds_attributes(held):
    """Return whether these are the attributes of some object: vars(case), case.__dict__."""
    return _called(held) == "vars" or getattr(held, "attr", "") == "__dict__"


def _called(node):
    called = node.func if isinstance(node, ast.Call) else node
    return getattr(called, "id", getattr(called, "attr", ""))


def _is_cached(function):
    return any(_called(each) in ("cache", "lru_cache") for each in function.decorator_list)


def _names_in(function):
    for node in ast.walk(function):
        yield getattr(node, "id", getattr(node, "attr", ""))


def test_what_is_kept_in_memory_is_kept_in_a_memo():
    found = [
        f"{module.shown}:{line}: {fault}"
        for module in modules()
        if module.room and not module.is_test
        for fault, line in faults_in(module.tree, module.name)
    ]

    assert not found


def test_every_other_way_is_recognised():
    text = (
        "_kept = {}\n"
        "found: dict[int, str] = {}\n"
        "def one(key): _kept[key] = 1\n"
        "def two(key): return found.setdefault(key, 1)\n"
        "def three(case): vars(case)['_reviews'] = 1\n"
        "def four(case): case.__dict__.setdefault('_reviews', [])\n"
        "@lru_cache(maxsize=2)\n"
        "def five(): return Case.objects.count()\n"
        "def six(key): return caches['template_fragments'].get(key)\n"
        "@cache\n"
        "def pure(text): return text.upper()\n"
        "def local(): kept = {}; kept[1] = 2\n"
    )

    assert sorted(line for _, line in faults_in(ast.parse(text))) == [3, 4, 5, 6, 8, 9]
