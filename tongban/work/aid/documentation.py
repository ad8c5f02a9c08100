"""The page docs/aid.md, its chart written from the states."""

from collections.abc import Iterator

from tongban.ground.matters.chart_page import chart_page
from tongban.work.aid.states import CHART

HEAD = """# Enterprise aid 一企来

Written by `make docs` from `tongban/work/aid/documentation.py` and `states.py`.

An enterprise asks about a policy, tells of a difficulty, complains or suggests. Its demand **is an order** of the hotline
(`HOT-2026-000001`) on the line whose code is `enterprise-aid`; beside it stands an `EnterpriseDemand`: credit code, kind,
stage, industry (a section of GB/T 4754). Clock, units, replies, call back, and the three facts *closed, solved, satisfied*
are the order's and are not kept twice. The line is data: the office opens it with a centre of its own, and specialists see
the orders of that centre only.

- **How it comes.** The enterprise files with its account (`/enterprise/`), a specialist takes it down by telephone or on a
  visit, or an agent has taken the call on the line: then the specialist says which enterprise it is, and the text stays.
- **What fits.** The page of a demand shows what every policy in force says of the enterprise: why, why not, what is missing
  (`offer/policies`). A policy is sent with this explanation **as it stood on that day**; the row is never changed. Experts
  are proposed whose field the demand speaks of.
- **Research meeting 研判.** It takes up demands that wait, each before one called meeting at a time. Of each it notes a
  finding and either a unit with working days (never more than the office's limit for such orders) or no unit: then the
  finding is the answer. Issuing the minutes (numbered without gaps, content kept, digest in the ledger, PDF of it whenever
  somebody asks) dispatches and answers all of them in the same transaction; if one has gone on meanwhile, nothing happens
  and the page says which.
- **Clusters.** Demands of the last 180 days of one kind, industry and area whose texts are probably of the same matter
  (`work/hotline/likeness`), at most 150 compared in each: for who makes policies, and for the next meeting.
- **Told by itself.** Every hour each enterprise with an account is told of the policies that fit it now and of which it was
  not told: newly published ones, or because it is known better. Once for each policy; the kind of message *Policies that
  fit* can be switched off, and what was switched off is not made up for later.
- **Case store.** A closed demand with its answer is put forward as a draft among the hotline's answers (`offer/knowledge`).

Facts `aid_demands`, `aid_meetings`, `aid_policy_news`, with no enterprise, person or text; metrics in `metrics.toml`.

| permission | what | roles |
|---|---|---|
| `aid.read` | read demands of the own centre, meetings, clusters | specialist, head of the hotline, leader, supervisor |
| `aid.work` | take down, answer, send policies, ask experts | policy specialist, head of the hotline |
| `aid.meet` | call a meeting, note findings, issue the minutes | policy specialist, head of the hotline |

Acts go through to the hotline and need its rights too; the specialist has `hotline.take` and `hotline.dispatch` for the own
centre.

## The chart of a meeting

Nothing but this chart changes the status of a meeting.
"""


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page: its path below docs/ and its text."""
    yield "aid.md", chart_page(HEAD, CHART)
