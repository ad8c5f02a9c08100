import pytest

from tongban.account.insight.definitions import BadDefinition, metrics, read_metrics
from tongban.ground.kit.fact_views import published_facts

SOUND = {
    "code": "in-time",
    "label": "按时办结率",
    "english": "In time",
    "unit": "%",
    "better": "higher",
    "fact": "cases",
    "day": "decided_on",
    "measure": "share",
    "counted": [["decided_on", "<=", {"column": "due_on"}]],
}


def one(**changed):
    rows = [{name: value for name, value in {**SOUND, **changed}.items() if value is not None}]
    return next(iter(read_metrics(rows, published_facts()).values()))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"fact": "dreams"}, "no fact 'dreams'"),
        ({"day": "status"}, "status is not a day"),
        ({"day": "birthday"}, "no column 'birthday'"),
        ({"measure": "guess"}, "'guess' is not a measure"),
        ({"measure": "sum", "counted": None}, "sum needs 1 columns, not 0"),
        ({"counted": None}, "a share, and nothing else"),
        ({"measure": "count"}, "a share, and nothing else"),
        ({"where": [["status", "like", "x"]]}, "is not a condition"),
        ({"where": [["colour", "=", "red"]]}, "no column 'colour'"),
        ({"counted": [["decided_on", "<=", {"column": "never"}]]}, "no column 'never'"),
        ({"better": "sideways"}, "better is 'sideways'"),
        ({"colour": "red"}, "unexpected keyword"),
        ({"unit": None}, "missing"),
    ],
)
def test_a_definition_outside_the_vocabulary_is_refused_by_name(changed, said):
    with pytest.raises(BadDefinition, match=said) as refusal:
        one(**changed)

    assert str(refusal.value).startswith("in-time: ")


def test_a_code_is_defined_once():
    with pytest.raises(BadDefinition, match="defined twice"):
        read_metrics([SOUND, SOUND], published_facts())


@pytest.mark.parametrize(
    "changed",
    [
        {"day": "filed_on"},
        {"fact": "steps", "day": "done_on", "counted": [["done_on", "<=", {"column": "due_on"}]]},
        {"where": [["channel", "=", "window"]]},
        {"counted": [["decided_on", "<", {"column": "due_on"}]]},
        {"code": "in-time-2"},
    ],
)
def test_what_decides_the_value_changes_the_digest(changed):
    assert one(**changed).digest != one().digest


@pytest.mark.parametrize("changed", [{"label": "办结及时率"}, {"english": "On time"}, {"better": "none"}])
def test_how_a_figure_is_called_leaves_the_digest(changed):
    assert one(**changed).digest == one().digest


def test_every_metric_of_the_house_keeps_to_the_vocabulary():
    assert len(metrics()) >= 35
    assert len({metric.label for metric in metrics().values()}) == len(metrics())
