"""``{% load kit %}``: what a page is built from."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tongban.ground.kit import figures, icons
from tongban.ground.kit.charts import ChartData
from tongban.ground.kit.controls import draw_control, is_check, is_group
from tongban.ground.kit.differences import differences
from tongban.ground.kit.lights import LIGHTS, TONES
from tongban.ground.kit.tables import Table

register = template.Library()

register.filter("number", figures.grouped)
register.filter("wan", figures.wan)
register.filter("percent", figures.percent)
register.filter("day", figures.day)
register.filter("instant", figures.instant)

Text = str | Promise


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """Draw an outline icon: ``{% icon "home" %}``."""
    return icons.draw(name, classes)


@register.simple_tag
def money(yuan: figures.Number) -> SafeString:
    """Write an amount in 万元 with its exact value in yuan on hover: ``{% money line.amount_yuan %}``."""
    exact = figures.grouped(yuan)
    return format_html('<span class="figure" title="{} 元">{}</span>', exact, figures.wan(yuan))


@register.simple_tag
def light(state: str, text: Text = "") -> SafeString:
    """Show a traffic light as colour, sign and word: ``{% light "green" _("On target") %}``."""
    return _light(state, str(text or LIGHTS[state].title))


@lru_cache(maxsize=1000)
def _light(state: str, text: str) -> SafeString:
    known = LIGHTS[state]
    drawn_icon = icons.draw(known.icon)
    return format_html('<span class="light light-{}">{}<span>{}</span></span>', known.tone, drawn_icon, text)


@register.inclusion_tag("kit/parts/bar.html")
def bar(
    ratio: figures.Number, text: Text = "", tone: str = "primary", target: figures.Number = None
) -> dict[str, Any]:
    """Draw a ratio as a bar with its text, and a mark at the target: ``{% bar line.rate %}``."""
    value = figures.decimal(ratio)
    mark = figures.decimal(target)
    return {
        "width": None if value is None else _length(value),
        "text": text or figures.percent(value),
        "tone": tone,
        "mark": None if mark is None else _length(mark),
    }


@register.simple_tag
def figure(value: Any, url: str = "", title: Text = "") -> SafeString:
    """Show a figure that leads to the records behind it: ``{% figure count url %}``."""
    if not url:
        return format_html('<span class="figure">{}</span>', value)
    return format_html('<a class="figure figure-link" href="{}" title="{}">{}</a>', url, title, value)


@register.inclusion_tag("kit/parts/notice.html")
def notice(text: Any, tone: str = "info", title: Text = "") -> dict[str, Any]:
    """Show a notice; tones: info, success, warning, danger."""
    known = TONES.get(tone, TONES["info"])
    return {"text": text, "tone": known.tone, "icon_name": known.icon, "title": title}


@register.inclusion_tag("kit/parts/empty.html")
def empty(
    title: Text, text: Text = "", icon_name: str = "inbox", url: str = "", label: Text = ""
) -> dict[str, Any]:
    """Say that there is nothing here, and what to do about it."""
    return {"title": title, "text": text, "icon_name": icon_name, "url": url, "label": label}


@register.inclusion_tag("kit/parts/stepper.html")
def stepper(steps: Iterable[Any], label: Text = "") -> dict[str, Any]:
    """Show where a matter stands; each step has title, state (done, current, todo, stopped) and note."""
    return {"steps": list(steps), "label": label}


@register.inclusion_tag("kit/parts/facts.html")
def facts(pairs: Iterable[tuple[Text, Any]]) -> dict[str, Any]:
    """Show names and values of one thing."""
    return {"pairs": list(pairs)}


@register.inclusion_tag("kit/parts/breadcrumbs.html")
def breadcrumbs(*parts: Any) -> dict[str, Any]:
    """Show the way here as pairs of title and address: ``{% breadcrumbs _("Budget") url %}``; a last title alone."""
    titles = [str(title) for title in parts[::2]]  # a year or a number is a name here, without separators
    trail = list(zip_longest(titles, parts[1::2], fillvalue=""))
    return {"trail": trail}


@register.inclusion_tag("kit/parts/differences.html", name="differences")
def show_differences(before: str, after: str) -> dict[str, Any]:
    """Show what changed from one text to another."""
    return {"pieces": differences(before, after)}


@register.inclusion_tag("kit/parts/chart.html")
def chart(shown: ChartData) -> dict[str, Any]:
    """Draw a chart with its figures as a table underneath."""
    return {"chart": shown}


@register.inclusion_tag("kit/parts/table.html", takes_context=True)
def table(context: template.Context, shown: Table[Any]) -> dict[str, Any]:
    """Show a list with its filters, counts, pages and export."""
    return {"table": shown, "request": context["request"]}


@register.inclusion_tag("kit/parts/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Show one field of a form with its label, help and error."""
    return {
        "field": bound,
        "control": draw_control(bound),
        "is_check": is_check(bound),
        "is_group": is_group(bound),
    }


@register.simple_tag
def control(bound: BoundField, classes: str = "") -> SafeString:
    """Draw only the control of a field, for layouts of one's own; its label must stand beside it."""
    return draw_control(bound, classes)


@register.inclusion_tag("kit/parts/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Show every field of a form, with the summary of errors on top."""
    return {"form": form}


@register.inclusion_tag("kit/parts/errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """Sum up what is wrong with a form, each line leading to its field."""
    return {"form": form, "wrong": [bound for bound in form if bound.errors]}


def _length(ratio: Decimal) -> str:
    return f"{min(max(ratio, Decimal(0)), Decimal(1)) * 100:.2f}"
