"""Every article the code cites exists and has a test marked with it."""

import ast

from tests.guards.house import modules_of_tests
from tongban.ground.law import cite
from tongban.ground.law.places import by_article, places


def law_marks(tree):
    """Return the citations of ``@pytest.mark.law(…)`` and ``pytest.mark.law(…)`` in lists of marks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "law":
            yield from (given.value for given in node.args if isinstance(given, ast.Constant))


def proven():
    return {cite(text).whole_article for module in modules_of_tests() for text in law_marks(module.tree)}


def test_every_cited_article_has_a_test():
    marked = proven()
    missing = {
        article: [str(place) for place in kept]
        for article, kept in by_article(places()).items()
        if kept[0].citation.whole_article not in marked
    }

    assert not missing


def test_marks_are_recognised():
    text = '@pytest.mark.law("budget-law:57")\ndef test_a(): ...\npytestmark = [pytest.mark.law("mof-2020-10")]\n'

    assert list(law_marks(ast.parse(text))) == ["budget-law:57", "mof-2020-10"]
