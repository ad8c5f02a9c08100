"""Which line of code keeps which article: read from the source text, so nothing has to be imported."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeGuard

from tongban.ground.law.citations import Citation, cite
from tongban.ground.law.terms import terms

PRODUCT = Path(__file__).resolve().parents[2]
CITING = {"cite", "basis"}
CALLED = {*CITING, "term"}


@dataclass(frozen=True)
class CodePlace:
    """A line of code that rests on an article: a rule, a move, or the use of a dated term."""

    citation: Citation
    file: str
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.name}"


@cache
def places(root: Path = PRODUCT) -> tuple[CodePlace, ...]:
    """Return every place of the product that cites an article, by file and line; tests are left out."""
    files = sorted(path for path in root.rglob("*.py") if "tests" not in path.relative_to(root).parts)
    return tuple(place for path in files for place in places_in(path.read_text("utf-8"), _shown(path, root)))


def by_article(found: tuple[CodePlace, ...]) -> dict[str, list[CodePlace]]:
    """Return the places under the article they cite, the articles in the order of source and number."""
    under: defaultdict[str, list[CodePlace]] = defaultdict(list)
    for place in sorted(found, key=_order):
        under[str(place.citation)].append(place)
    return dict(under)


def places_in(text: str, file: str) -> Iterator[CodePlace]:
    """Return the places of one file, each named after its rule, its move or its metric."""
    if not any(f"{called}(" in text for called in CALLED):
        return  # most files cite nothing, and reading source as a tree takes its time
    tree = ast.parse(text)
    named = _named_citations(tree)
    used = {node.id for node, _ in _walk(tree, "") if isinstance(node, ast.Name)}
    for constant in named.keys() - used:
        yield from (CodePlace(citation, file, 1, constant) for citation in named[constant])
    for node, name in sorted(_walk(tree, ""), key=lambda found: found[0].lineno):
        for citation in _cited_by(node, named):
            yield CodePlace(citation, file, node.lineno, name)


def _named_citations(tree: ast.Module) -> dict[str, list[Citation]]:
    """Return the module's constants that hold a citation: they count where they are used."""
    return {
        node.targets[0].id: [cite(text) for text in _texts(node.value)]
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _is_cite(node.value)
    }


def _walk(node: ast.AST, name: str) -> Iterator[tuple[ast.Call | ast.Name, str]]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        name = node.name
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        if _is_cite(node.value):
            return
        name = node.targets[0].id
    elif isinstance(node, ast.Name):
        yield node, name
    elif isinstance(node, ast.Call):
        yield node, name
        name = name if _is_cite(node) else next(_texts(node), name)
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, name)


def _cited_by(node: ast.Call | ast.Name, named: dict[str, list[Citation]]) -> list[Citation]:
    if isinstance(node, ast.Name):
        return named.get(node.id, [])
    if _is_cite(node):
        return [cite(text) for text in _texts(node)]
    if _called(node) == "term":
        return [terms()[text][-1].citation for text in _texts(node) if text in terms()]
    return []


def _is_cite(node: ast.expr) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and _called(node) in CITING


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _texts(call: ast.Call) -> Iterator[str]:
    for given in call.args:
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            yield given.value


def _order(place: CodePlace) -> tuple[str, int, str, str, int]:
    number = place.citation.article.partition("(")[0]
    return (
        place.citation.source.key,
        int(number) if number.isdigit() else 0,
        place.citation.article,
        place.file,
        place.line,
    )


def _shown(path: Path, root: Path) -> str:
    return str(path.relative_to(root.parent))
