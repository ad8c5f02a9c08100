"""Every text of every page is there in Chinese."""

from babel.messages.catalog import Catalog

from tests.guards.house import ROOT
from tongban.translations import CHINESE, chinese, faults, file_of, home, joined, texts, texts_in, updated

CASES, RATINGS = "tongban.work.cases", "tongban.work.ratings"


def ids(catalogs):
    return {
        room: {(message.id, message.context) for message in catalog if message.id}
        for room, catalog in catalogs.items()
    }


def translated(**strings):
    catalog = Catalog(locale="zh_Hans")
    for text, string in strings.items():
        catalog.add(text, string)
    return catalog


def test_the_chinese_translation_is_complete():
    wanted, given = texts(), joined(chinese().values())

    left = [fault for catalog in wanted.values() for fault in faults(catalog, given)]

    assert not left, "run `make messages` and translate"


def test_each_text_stands_in_the_catalog_of_its_room_and_nowhere_else():
    assert ids(chinese()) == ids(texts()), "run `make messages`"


def test_every_catalog_is_one_that_django_loads():
    standing = {path for path in ROOT.glob(f"tongban/**/{CHINESE}") if ".venv" not in path.parts}

    assert standing <= {file_of(room) for room in chinese()}


def test_a_text_of_several_rooms_lives_in_the_lowest_and_that_of_neighbours_in_kit():
    assert home({CASES}) == CASES
    assert home({"tongban.doors.desk", "tongban.account.evaluation", CASES}) == CASES
    assert home({"tongban.doors.desk", CASES, RATINGS}) == "tongban.ground.kit"
    assert home({"", "tongban.ground.people"}) == "tongban.ground.people"
    assert home({""}) == ""


def test_of_two_translations_the_first_holds():
    whole = joined([translated(Budget="预算", Line=""), translated(Budget="概算", Line="行", Sum="合计")])

    assert {message.id: message.string for message in whole if message.id} == {
        "Budget": "预算",
        "Line": "行",
        "Sum": "合计",
    }


def test_texts_of_python_and_of_templates_are_found():
    python = (
        'a = _("Budget")\nb = ngettext("%(n)s line", "%(n)s lines", n)\nc = pgettext_lazy("verb", "File")\n'
    )
    template = (
        '{% load i18n %}\n  <p>{% translate "Sign" %}</p>\n'
        "{% blocktranslate count n=n %}{{ n }} entry{% plural %}{{ n }} entries{% endblocktranslate %}\n"
        "<a title=\"{{ _('Name') }}\">it's (</a>"
    )

    assert list(texts_in(python, is_template=False)) == [
        ("Budget", None),
        (("%(n)s line", "%(n)s lines"), None),
        ("File", "verb"),
    ]
    assert {text for text, _ in texts_in(template, is_template=True)} == {
        "Sign",
        ("%(n)s entry", "%(n)s entries"),
        "Name",
    }


def test_a_missing_a_fuzzy_and_a_broken_translation_are_recognised():
    wanted = translated(Budget="", Line="", Sum="", Year="")
    wanted.add("%(day)s passed")
    given = translated(Budget="预算", Line="")
    given.add("Year", "年", flags=["fuzzy"])
    given.add("%(day)s passed", "%(days)s 已过")

    found = [fault.split(":")[0] for fault in faults(wanted, given)]

    assert found == ["not translated", "not translated", "fuzzy", "other placeholders"]


def test_an_update_keeps_translations_and_drops_texts_no_page_shows():
    merged = updated(translated(Budget="", Line=""), translated(Budget="预算", Old="旧"))

    assert {message.id: message.string for message in merged if message.id} == {
        "Budget": "预算",
        "Line": None,
    }
