"""The pages of settings: the first page by groups, one page for each setting with its preview and its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from tongban.doors.administration.settings.forms import NOTE, SEEN, SettingForm
from tongban.ground.kit import files
from tongban.ground.kit.access import StaffRequest, public, requires
from tongban.ground.kit.fonts import PrintError
from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.staged_files import stage
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.queries import history_of
from tongban.ground.matters.answers import SAVED, WRONG, attempt, redirect_saved
from tongban.ground.office.actions import mark_of, set_value, subject_of
from tongban.ground.office.kinds import PictureValue
from tongban.ground.office.models import SettingChange
from tongban.ground.office.registry import (
    EDIT,
    GROUPS,
    PUBLISH,
    WORD,
    Setting,
    SettingLink,
    known_settings,
    links,
)
from tongban.ground.office.values import newest, value_of

sees_settings = requires(EDIT, PUBLISH, WORD)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting as a list shows it: what holds, and who set it when."""

    setting: Setting
    change: SettingChange | None
    may_edit: bool

    @property
    def shown(self) -> str:
        """What holds, in words."""
        return self.setting.kind.shown(value_of(self.setting.code))

    @property
    def picture(self) -> str:
        """The digest of a picture that holds, or nothing."""
        return value_of(self.setting.code) if isinstance(self.setting.kind, PictureValue) else ""


@dataclass(frozen=True, slots=True)
class SettingGroup:
    """A group of the first page."""

    code: str
    title: str | Promise
    rows: list[SettingRow]
    links: list[tuple[SettingLink, bool]]


@dataclass(frozen=True, slots=True)
class SettingHistory:
    """One change as its page tells it."""

    entry: Entry
    before: str
    after: str


@sees_settings
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    rows = _rows(request, (each for each in known_settings().values() if not each.page))
    groups = [
        SettingGroup(
            code,
            title,
            [row for row in rows if row.setting.group == code],
            [(each, _is_open(request, each)) for each in links() if each.group == code],
        )
        for code, title in GROUPS.items()
    ]
    return render(
        request, "settings/home.html", {"groups": [each for each in groups if each.rows or each.links]}
    )


@sees_settings
@require_safe
def page(request: StaffRequest, page: str) -> HttpResponse:
    """Show a list that has a page of its own: texts of messages, texts of papers."""
    listed = [each for each in known_settings().values() if each.page == page]
    title = next((each.title for each in links() if each.page == page), "")
    if not listed:
        raise Http404
    sought = request.GET.get("q", "").strip()
    rows = [row for row in _rows(request, listed) if sought in str(row.setting.title) or sought in row.shown]
    return render(request, "settings/page.html", {"rows": rows, "title": title, "sought": sought})


def _rows(request: StaffRequest, listed: Iterable[Setting]) -> list[SettingRow]:
    changes, may = newest(), request.user.may
    return [SettingRow(each, changes.get(each.code), may(each.permission)) for each in listed]


def _is_open(request: StaffRequest, link: SettingLink) -> bool:
    return not link.permissions or any(map(request.user.may, link.permissions))


@sees_settings
def edit(request: StaffRequest, code: str) -> HttpResponse:
    """Show a setting with its history; set it, or show how it would be."""
    setting = known_settings().get(code)
    if setting is None:
        raise Http404
    may_edit, at = request.user.may(setting.permission), now()
    last = SettingChange.objects.filter(code=code).first()
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SettingForm(setting, value_of(code), mark_of(last), *given)
    stage(form, request.user, at)
    if "preview" in request.POST:
        return _preview(request, setting, form, may_edit=may_edit)

    def act() -> SettingChange:
        said = form.cleaned_data
        return set_value(code, form.taken, by=request.user, at=at, seen=said[SEEN] or None, note=said[NOTE])

    status = attempt(form, act)
    if status == SAVED:
        return redirect_saved(request, "settings:edit", code)
    return _drawn(request, setting, form, status, may_edit=may_edit)


def _preview(request: StaffRequest, setting: Setting, form: SettingForm, *, may_edit: bool) -> HttpResponse:
    if not form.is_valid():
        return _drawn(request, setting, form, WRONG, may_edit=may_edit)
    if setting.draw is not None:
        try:
            return HttpResponse(setting.draw(form.taken), content_type="application/pdf")
        except PrintError as error:
            form.add_error(None, str(error))
            return _drawn(request, setting, form, WRONG, may_edit=may_edit)
    lines = setting.say(form.taken) if setting.say else ()
    return _drawn(request, setting, form, 200, may_edit=may_edit, preview=lines)


def _drawn(
    request: StaffRequest, setting: Setting, form: SettingForm, status: int, **shown: Any
) -> HttpResponse:
    kind = setting.kind
    history = [
        SettingHistory(
            entry, kind.shown(entry.payload.get("from") or ""), kind.shown(entry.payload.get("to") or "")
        )
        for entry in history_of(subject_of(setting.code))
    ]
    context = {
        "setting": setting,
        "form": form,
        "history": history,
        "words": sorted(getattr(kind, "words", tuple)()),
        "list_title": next((each.title for each in links() if each.page and each.page == setting.page), ""),
        "group": GROUPS[setting.group],
        "is_drawn": setting.draw is not None,  # a template would call what is callable
        "is_said": setting.say is not None,
    }
    return render(request, "settings/edit.html", {**context, **shown}, status=status)


@public
@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponseBase:
    """Give out the logo in force."""
    if digest != value_of("bureau.logo"):
        raise Http404
    answer = files.download(get_object_or_404(StoredFile, pk=digest))
    answer["Cache-Control"] = "public, max-age=86400, immutable"
    return answer
