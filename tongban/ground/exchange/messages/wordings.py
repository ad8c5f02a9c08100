"""How an office words a message: six parts of two languages, checked as the texts of the product are, with a preview."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tongban.ground.exchange.messages.notices import rooms
from tongban.ground.exchange.messages.sms import parts_of, sms_of
from tongban.ground.exchange.messages.texts import PARTS, Text, Wording, setting_of, texts
from tongban.ground.office.kinds import ValuePart, WordedValue, example_words, names_in, needed_in
from tongban.ground.office.registry import WORD, Lines, Setting
from tongban.ground.office.values import sms_sign

PAGE = "messages"
LANGUAGES = {"zh": "zh-hans", "en": "en"}
MOST_SMS = {"zh": 2, "en": 3}
LINK = "https://example.gov.cn/messages/123456/"
LABELS = {
    "title_zh": gettext_lazy("Title of the text"),
    "text_zh": gettext_lazy("Body of the text"),
    "short_zh": gettext_lazy("SMS and work chat"),
    "title_en": gettext_lazy("Title in English"),
    "text_en": gettext_lazy("Text in English"),
    "short_en": gettext_lazy("SMS in English"),
}
MOST = {"title": 120, "text": 2000, "short": 200}
ROWS = {"title": 1, "text": 6, "short": 2}


@dataclass(frozen=True)
class MessageWording(WordedValue):
    """The parts of a message; each language says the days that it has to, and an SMS stays short."""

    def lacking(self, cleaned: Mapping[str, Any]) -> list[str]:
        """Return what one of the languages no longer says, or says at too great a length."""
        faults = []
        for short, language in LANGUAGES.items():
            said = {part: cleaned[f"{part}_{short}"] for part in PARTS}
            missing = self.needed - set().union(*map(names_in, said.values()))
            faults += [
                _("%(language)s: the text has to say {%(name)s}.") % {"language": language, "name": name}
                for name in sorted(missing)
            ]
            if parts_of(_sms(said["short"])) > MOST_SMS[short]:
                faults.append(
                    _("%(part)s: longer than %(most)d SMS.")
                    % {"part": LABELS[f"short_{short}"], "most": MOST_SMS[short]}
                )
        return faults


def message_settings() -> list[Setting]:
    """Return a setting for each text of every room."""
    return [_setting(text) for text in texts().values()]


def _setting(text: Text) -> Setting:
    first = {
        f"{part}_{short}": getattr(text.wordings[language], part).strip()
        for short, language in LANGUAGES.items()
        for part in PARTS
    }
    parts = [
        ValuePart(name, label, MOST[name[:-3]], ROWS[name[:-3]], required=True)
        for name, label in LABELS.items()
    ]
    chinese = text.wordings["zh-hans"]
    needed = needed_in(f"{chinese.title}\n{chinese.text}\n{chinese.short}")
    needed &= text.wordings["en"].placeholders
    return Setting(
        setting_of(text.code),
        "texts",
        _title_of(text),
        MessageWording(parts, partial(_words, text), needed),
        first,
        permission=WORD,
        page=PAGE,
        say=_said,
    )


def _title(text: Text) -> str:
    return text.wordings["en" if (get_language() or "").startswith("en") else "zh-hans"].title


_title_of = lazy(_title, str)


def _words(text: Text) -> list[str]:
    """Return the words that may stand in a text: those its room knows; the system's texts have their own."""
    if text.room in rooms():
        return sorted(rooms()[text.room].readers.names)
    return sorted(frozenset[str]().union(*(each.placeholders for each in text.wordings.values())))


def _said(value: Mapping[str, str]) -> Lines:
    words = example_words(frozenset[str]().union(*map(names_in, value.values())))
    lines = []
    for short in LANGUAGES:
        wording = Wording(*(value[f"{part}_{short}"] for part in PARTS)).filled(words)
        sms = _sms(wording.short)
        lines += [
            (LABELS[f"title_{short}"], wording.title),
            (LABELS[f"text_{short}"], wording.text),
            (_("SMS, %(count)d in all") % {"count": parts_of(sms)}, sms),
        ]
    return lines


def _sms(short: str) -> str:
    return sms_of(short.format_map(example_words(names_in(short))), sign=sms_sign(), link=LINK)
