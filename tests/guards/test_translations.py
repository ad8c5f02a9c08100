"""Every text of every page is there in Chinese."""

from babel.messages.catalog import Catalog

from tongban.translations import chinese, faults, texts, texts_in, updated


def translated(**strings):
    catalog = Catalog(locale="zh_Hans")
    for text, string in strings.items():
        catalog.add(text, string)
    return catalog


def test_the_chinese_translation_is_complete():
    assert not list(faults(texts(), chinese())), "run `make messages` and translate"


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
