"""docs/assistance.md: how help works, with its chart drawn from the states."""

from collections.abc import Iterator

from tongban.ground.matters.chart_page import chart_page
from tongban.work.assistance.states import CHART

HEAD = """# Help of projects and people 帮办代办

Written by `make docs` from `tongban/work/assistance/documentation.py` and `states.py`.

A major project, or a person who is elderly, disabled or otherwise in need, has a **helper**: an officer who does the way
with them. It costs nothing.

- **Authorised in writing.** The helper begins once the person has said for what, from when to when, and signed: on paper
  before the helper, or on the portal (`/my/helpers/`). The paper can be checked by anybody with the code on it. It is
  revoked at any time, and runs out by itself (`assistance.lapse`); from then on nobody acts. Mandates between applicants
  (`people.Mandate`) are another thing: an agent is an applicant, a helper is an officer, who decides nothing of the case.
- **Tasks and notes.** A task has its last day and may be about a case of the person; the person reads the notes, too. Help
  ends with a result once no task is open; everything is done only if every task was.
- **Handed over by both.** One helper offers it with what the other must know, the other confirms; the slip lists the open
  tasks. The authorisation stays, and the person is told. Where the first cannot hand over, the head names another helper,
  whom the person authorises anew.
- **Reminded.** The head of a helper to be named, the helper of tasks and authorisations that end soon and of silence; the
  days are dated lines in `ground/law/terms_assistance.toml`, which an office sets.

Any window sees who the helper is: beside a visit and on the page of a case. What was written of it is open to its helpers,
and to whoever oversees it (`assistance.oversee`).

"""


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page: its path below docs/ and its text."""
    yield "assistance.md", chart_page(HEAD, CHART)
