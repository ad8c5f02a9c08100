"""Choosing the article that something rests on: searched in the registry of law, never typed as a code."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongban.ground.law import Citation, UnknownArticle, UnknownSource, cite
from tongban.ground.law.search import articles_like

USUAL = (
    "licensing-law:42",
    "licensing-law:34",
    "registration-regulation:19",
    "business-environment-regulation:36",
)


def citation_of(key: str) -> Citation | None:
    """Return the citation of a key, or None where the registry does not know it."""
    try:
        return cite(key)
    except (UnknownArticle, UnknownSource):
        return None


def labelled(keys: list[str]) -> list[tuple[str, str]]:
    """Return keys with the citation as a page prints it; an unknown one as it stands."""
    said = {key: citation_of(key) for key in keys}
    return [(key, found.label(get_language() or "") if found else key) for key, found in said.items()]


class ArticlePicker(forms.Widget):
    """A search, and under it the articles found."""

    template_name = "catalogue/widgets/article.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        """Return the article chosen and what was searched for."""
        return {"chosen": data.get(name, ""), "searched": data.get(f"{name}-search", "").strip()}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what was found before, or the articles that most limits rest on."""
        context = super().get_context(name, None, attrs)
        typed = value if isinstance(value, dict) else {"chosen": value or "", "searched": ""}
        found = [str(each) for each in articles_like(typed["searched"])] if typed["searched"] else [*USUAL]
        keys = dict.fromkeys(key for key in (typed["chosen"], *found) if key)
        context["widget"] |= {
            "chosen": typed["chosen"],
            "searched": typed["searched"],
            "articles": labelled([*keys]),
            "search_url": reverse("catalogue:articles"),
        }
        return context


class ArticleField(forms.Field):
    """An article of the registry, kept as its key."""

    widget = ArticlePicker

    def clean(self, value: Any) -> str:
        """Return the article chosen; of a search that nobody chose from, the only one it found."""
        chosen, searched = value["chosen"], value["searched"]
        found = [str(each) for each in articles_like(searched)] if searched else []
        if searched and chosen not in found:
            if len(found) != 1:
                raise forms.ValidationError(
                    _("Choose one of the articles found.")
                    if found
                    else _("No article was found: search by the law's name and the number.")
                )
            chosen = found[0]
        if not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if citation_of(chosen) is None:
            raise forms.ValidationError(_("The registry of law has no such article: search for it."))
        return str(chosen)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the article."""
        try:
            return self.clean(data) != initial
        except forms.ValidationError:
            return True
