"""``{% load findings %}``: findings, places, entries of the ledger and articles of law as the pages tell them."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tongban.account.audit.render.phrases import SECTIONS, SEVERITIES
from tongban.account.audit.words import Language, Words
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries import history
from tongban.account.evaluation.queries.places import PagePlace
from tongban.account.evaluation.queries.versions import extension_of
from tongban.account.evaluation.views.places import url_of
from tongban.ground.law import UnknownArticle, UnknownSource, cite
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.wording import act_of

register = template.Library()
register.filter("act", act_of)
register.filter("roles", history.roles_of)
register.filter("status", history.status_of)
register.filter("extension", extension_of)

LIGHTS = {"error": "red", "warning": "yellow", "info": "blue"}


def language() -> Language:
    """Return the audit's language for the page's."""
    return "en" if (get_language() or "").startswith("en") else "zh"


@register.filter
def said(words: Words) -> str:
    """Say a bilingual text of the audit in the page's language."""
    return words.said_in(language())


@register.filter
def severity(code: str) -> str:
    """Return a severity in words."""
    return SEVERITIES[code].said_in(language()) if code in SEVERITIES else code


@register.filter
def severity_light(code: str) -> str:
    """Return the light of a severity."""
    return LIGHTS.get(code, "grey")


@register.filter
def section(numeral: str) -> str:
    """Return a section of the report in words."""
    return SECTIONS[numeral].said_in(language()) if numeral in SECTIONS else numeral


@register.simple_tag
def place_url(place: PagePlace, evaluation: Evaluation) -> str:
    """Return the address where something is mended."""
    return url_of(place, evaluation)


@register.simple_tag
def basis(entry: Entry) -> SafeString:
    """Show the article an entry rests on, with a link to the law."""
    if not entry.basis:
        return format_html("{}", "—")
    try:
        cited = cite(entry.basis)
    except (UnknownArticle, UnknownSource):
        return format_html("{}", entry.basis)
    url = f"{reverse('law:index')}#{cited.whole_article}"
    return format_html('<a href="{}">{}</a>', url, cited.label(get_language() or "zh-hans"))
