"""docs/hall.md: how the hall works, with its charts drawn from the states."""

from collections.abc import Iterator

from tongban.ground.matters.chart_page import chart_page
from tongban.work.hall.states import APPOINTMENT_CHART, TICKET_CHART, WINDOW_CHART

HEAD = """# The hall 政务大厅

Written by `make docs` from `tongban/work/hall/documentation.py` and `states.py`.

A **place** (`Place`) is a centre, a sub-centre, a special hall, a village or community point, or a terminal. Its administrator
(role `hall_head`) keeps everything of it on `/hall/places/`; each change is an act with an entry of the place's chain.

- **Hours.** A `WeekPlan` says the hours of nine kinds of days (Monday to Sunday, holidays, make-up days) from a day on; an
  `ExceptionDay` says others for some days. Neither is ever changed: the next one is stored before the last one ends, and of two
  for the same day the one entered last counts. `rules.openings` answers for every page and every duty; the clock's calendar
  says what a holiday is. A place without hours is closed.
- **What is offered.** Items wait in **groups** (`ServiceGroup`), each with the letter of its numbers; an item is offered in a
  group from one day to another. `/hall/coverage/` compares the published items with what is offered and with the published
  negative list of the catalogue: each item is one or the other.
- **Windows.** A comprehensive window takes every group, a special one those named. An officer is at one window at a time; how
  long it was open or paused are rows. Closing gives whoever was called back to the line; somebody being served is never left.
- **What counts** (calls before a number is skipped, the right to return, head start, days ahead, changes, no-shows) stands in
  `HallSettings`, dated, for one place or for all. It is the office's; no law says it.

## Tickets

A visit is one **ticket** with one or more errands. Its number is counted by place, letter and day (`SLIP` in `numbers.py`),
so that no two people hold A012; numbers set aside for a machine that is cut off are said in the ledger.

- **Who is next** is decided by `turn_at`: the moment of taking, earlier by the head start for elderly and disabled people, and
  that much before the appointment for who keeps one. A window locks the first row that nobody else holds (`FOR UPDATE SKIP
  LOCKED`), and a constraint allows one person called or served at a window.
- **Transferred**, a ticket keeps number and turn, whether it goes to another line, window or the back office.
- **Skipped** after the calls that are set, somebody may return within so many numbers, behind the next few.
- **A ticket knows its case**: what the case lacks is told when the number is taken, on the slip, on the phone and at the window.
- **Finished**, the visit may be rated: the invitation's matter is the ticket's number.

Where: `/hall/` is the window, by keyboard alone (each button shows its letter); `/hall/boards/CODE/` the supervisor's board;
`/visit/kiosk/SECRET/` a ticket machine without signing in; `/visit/ticket/CODE/` the number on the phone.

"""
APPOINTMENTS = """
## Appointments

A plan says how many people a group takes in how many minutes; `lay_out` makes the slots of the days ahead within the
opening hours. **The database counts**: a trigger adds and subtracts with every appointment, whoever writes it, and
two constraints refuse the one too many and the ordinary one where the rest is kept for priority. What is kept goes to
all some hours before. Hours that change close slots; their holders are told, and changing then is held against
nobody. Whoever cancels gives the place to the first on the waiting list of the day. Too many appointments that were
not kept, and the window books instead.

"""
WINDOWS = """
## Windows

"""
CODES = """
## One code of a person

A person has **one code** (`PersonCode`, 一码通) for appointment, number, file, terminal and rating. `/visit/code/` draws it
on the phone as a QR code and draws it anew by htmx; what is drawn is signed by this house and is not kept. A reader types
it into a field: the ticket machine gives the number of today's appointment or asks what one comes for
(`/visit/kiosk/SECRET/`), the terminal shows what can be picked up (`/visit/terminal/SECRET/`), the device asks for the
rating of the visit just finished (`/visit/rating-device/SECRET/`), and the window (`/hall/scan/`) sees who is there: a
visit without a name becomes that person's.

- **Good for minutes** (term `person_code_minutes`), with or without a network on the phone; at the place that read it first;
  once for each kind of use, by a constraint. `rules.code_fault` says what is wrong with any other.
- **Refused with a reason**: forged, too old, stopped by its holder, read elsewhere, used, of a closed account. Each use and
  each refusal is an entry of the code; too many refusals at one machine or of one officer end its reading for a while
  (`TONGBAN_RATE_CODE_REFUSED`).
- **Who sees whom**: an officer who may serve and who read the code themselves, while the person has a visit at the place;
  without one only with a reason, kept in the ledger, and for an hour.
"""
SCREENS = """
## The call display

`/visit/screen/CODE/` shows numbers, windows and masked names, and speaks by the browser once somebody pressed the
button; until then it is silent. It follows `/stream/halls/CODE` of the live server ([why](decisions/live-events.md)):
one connection that listens, one thread that reads, for all displays together. A stream begins with the full state; one
that was cut names its last event and is given what is newer, or all of it. A browser without streams asks again every five
seconds. Beside who is called it shows how long somebody waits who takes a number now, by line; so does the ticket machine.

A **ticket machine** keeps numbers that were set aside for it, and its own page, in the browser. Cut off, it says so, hands
these numbers out, and delivers them once it is back: each is taken in once, however often it is delivered, and one that
cannot be taken in keeps none of the others back. The page is kept only where the browser allows it (HTTPS or this machine).
"""

FIGURES = """
## Figures, staffing, the fifteen-minute circle

- **Figures** (`/hall/statistics/`) are counted by `waiting/figures.py` from the entries of tickets, windows and appointments and
  nothing else; of any day, today as well, at once. `KeptFigures` are only there to be quick: the duty `hall.keep_figures`
  keeps days and months that are over; the button *drop and work out anew* does what its name says, and the ledger keeps
  both digests.
- **Advice on staffing** (`/hall/boards/CODE/staffing/`) rests on the place's last sixty days and the day's plan of windows: the
  hours in which a window usually was open, and what was decided since (`WindowPlan`). Fewer than ten days with numbers, and
  nothing is advised. A decision is an act with what it was to save; once its day is over, the day's own tickets are replayed
  with and without it. See [waiting.md](waiting.md).
- **The circle** (`/hall/circle/`) is the share of residents who reach an open place for an item in time, by hour. Residents by
  cell are a CSV of the office's own (`ResidentGrid`), how far one comes is dated (`ReachSettings`: minutes, metres in a
  minute, length of the way against the straight line; no law says them). `work/hall/reach` counts, pure Python; the duty
  `hall.measure_reach` keeps one measure a month, of its first working day, which the metric `hall-reach` reads.
"""


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page: its path below docs/ and its text."""
    parts = (
        chart_page(HEAD, TICKET_CHART),
        chart_page(APPOINTMENTS, APPOINTMENT_CHART),
        chart_page(WINDOWS, WINDOW_CHART),
    )
    yield "hall.md", "".join(parts) + CODES + SCREENS + FIGURES
