"""The notes on a matter: a part of its page, loaded into it, with the form below."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now

from tongban.ground.exchange.messages.notices import rooms
from tongban.ground.exchange.notes.actions import write_note
from tongban.ground.exchange.notes.forms import NoteForm
from tongban.ground.exchange.notes.queries import may_read, notes_on
from tongban.ground.kit.access import StaffRequest, signed_in
from tongban.ground.matters.answers import SAVED, attempt


@signed_in
def notes(request: StaffRequest, room: str, reference: str) -> HttpResponse:
    """Show the notes, or add one."""
    user = request.user
    if not may_read(user, room, reference):
        raise Http404
    form = NoteForm(request.POST or None, by=user)

    def write() -> None:
        said = form.cleaned_data
        to = [said["to"]] if said["to"] else []
        write_note(room, reference, said["text"], to=to, by=user, at=now())

    status = attempt(form, write)
    readers = rooms()[room].readers
    address = readers.link(readers.find(reference), user)
    if status == SAVED:
        return redirect(f"{address}#notes")
    shown = {
        "room": room,
        "reference": reference,
        "back": address,
        "notes": notes_on(room, reference),
        "form": form,
    }
    is_part = getattr(request, "htmx", False)
    return render(request, f"notes/{'part' if is_part else 'notes'}.html", shown, status=status)
