"""The page docs/hotline.md, its chart written from the states."""

from collections.abc import Iterator

from tongban.ground.matters.chart_page import chart_page
from tongban.work.hotline.states import CHART

HEAD = """# The hotline 12345

Written by `make docs` from `tongban/work/hotline/documentation.py` and `states.py`.

What somebody asks of the city is an **order** (`HOT-2026-000001`) on a **line**: 12345 itself, a hotline merged into it (as
a whole, with two numbers in parallel, as a branch centre), a line of a theme or of an event. Lines, classes, areas, limits
and the dispatch catalogue are data of the office. A class keeps its key for ever; renamed, it has a further name from that
day on; merged, it ends and says what follows it. Its head keeps them on `/hotline/registers/` (folder `registers/`), whoever
works for the hotline reads them; each change is an action with an entry, and every row is proven. The page of the limits
tells what an order would get and because of which row.

- **The clock.** The last day counts from the first **dispatch**, in working days; signing, returning and the centre's
  decision do not move it. It is extended once, by the unit's head, whom an officer may ask once (`ExtensionRequest`); who
  asked does not decide, and what was refused is not given later. A suspension does not count; when the day comes on which
  it is looked at again, the unit's head and the centre are told. The days are those of the closest row of `OrderLimit`
  (class before line before kind, the newest in force), else of `law/terms_hotline.toml`, where each number says how sure
  it is. When the notice of a year's working days comes out, the last days of open orders are counted anew.
- **Who held it.** `Holding` rows are only added and have no end of their own: each ends where the next begins, the last
  when the order is closed. So the times add up to the order's age by construction.
- **Returns.** A unit returns an order within 24 hours of its dispatch, with the reason, and never after the centre has
  decided. A decision proposes a row of the dispatch catalogue, with the orders that support it; the head of the hotline
  accepts or refuses the row.
- **A unit that was closed** (`Department.until`) is given nothing more. Its open orders stand in the centre's list "unit
  closed", from which `reassign` gives them to another unit; the caller's last day does not move.
- **Signed in time** counts the orders that a unit had to sign for; one that it returned within its hours is not among them.
- **Closed, solved, satisfied** are three facts. Closed is a moment; solved and satisfied come from a call back (a
  constraint asks for it) by somebody who did not handle the order. Unheard, it is closed after three attempts at
  different times.
- **Same cause.** An order is merged into another; each caller is told by SMS of whatever becomes of that one.

## The telephone and the desks

A `PhoneCall` waits from the moment its caller asks for a human; `/hotline/desk/` asks every two seconds, and the longest
wait rings at a ready agent (`Seat`). What happened stands in `CallEvent` and `SeatChange`, which are only added to.
`telephony/exchange.py` is the port (`TELEPHONE_EXCHANGE`), `telephony/simulator.py` rings with invented callers. A real
exchange implements the port and calls `actions.calls.ask` and `note_gone`.

- **Drafts.** What an agent types is kept on the server with every pause (`IntakeDraft`), for each call; a confidential
  report is not, since it stands nowhere before it stands in its seal.
- **One stroke** (`actions.intake_at_desk.take_down`) takes down and answers from an entry of the knowledge, joins another's
  order, hands over to 110 or passes on: all of it, or nothing.
- **Search and likeness.** `OrderText` holds an order's pieces (characters and their pairs) and bands (MinHash) as numbers
  under GIN indexes; registering writes it, so both write paths do. The newest months are looked through first; likeness
  looks at open orders of the last 60 days.
- **Suggestion.** `LearntModel` keeps the bytes with their digest, which the ledger tells; a duty learns anew where 200 orders
  came since. A damaged model is refused, the `SuggestionRule` rows go on, and the desk says so. The unit is the
  catalogue's, else where most of the last 100 orders of class and area went.
- **The second dispute.** A row that a decision proposed and the head put in force is shown as the proposal for the next
  return of that class and area; somebody takes it or not.

## Confidential reports

What such a report says, who made it and whom it reports stands in `SealedDemand`, and every word said about it on its way
in `SealedWord`. The order itself says nothing (a constraint of the database), and so no list, search, export, fact, message,
ledger entry or row image can. `visible_to` leaves a report out for whoever belongs to the unit reported or to one under it;
`sealed_visible_to` opens the content to `hotline.confidential` and, while it works on it, to the lead unit. What is proven
are salted digests; `verify` compares them with the texts. No unit that is reported, nor one under it, is given the report.

A report **against the centre itself or a body above it** is nobody's to read there. It is kept by the role `report_keeper`
(`hotline.confidential_all`), meant for the discipline office: the keeper sees it, reads it and leads it in place of the centre,
and sees nothing else of the hotline. Nobody keeps a report against the own unit. Where no keeper is appointed who could
read it, such a report is refused when it is made, with the way out (12388), so that none lies unseen by everybody.

An ordinary order that **turns out to be a report** is kept confidential from then on (`keep_secret`): what it says and who made
it move into `SealedDemand`, the order is blanked, taken from whoever had it, and dispatched anew with a clock of its own. No
page, list, search, export or fact shows the text any more. What cannot be undone: entries of the ledger, with their notes,
and images of rows taken before still hold it, as do the rows that the database never changes (replies, returns, decisions,
calls back); the page of the order shows these only to who may read its content. Whoever presses the button confirms that.

## One write path

`effects/` works out what a move or an act makes of an order; `actions/` lock, look and save it; `bulk.py` leads an
`OrderCourse` through the same effects in memory (`load_order(BulkLoader(*MODELS), course, calendar)`).

## The chart

Nothing but this chart changes the status of an order.
"""


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page: its path below docs/ and its text."""
    yield "hotline.md", chart_page(HEAD, CHART)
