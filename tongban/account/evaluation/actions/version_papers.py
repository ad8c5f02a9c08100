"""The papers of a version: made from the frozen report when it is published, once, and kept."""

from datetime import UTC, datetime

from tongban.account.evaluation import papers
from tongban.account.evaluation.models import Version
from tongban.account.evaluation.papers.formats import PaperFormatName
from tongban.account.evaluation.queries.versions import paper_name, report_in
from tongban.ground.kit.files import store_content
from tongban.ground.kit.fonts import PrintError
from tongban.ground.kit.models import StoredFile
from tongban.ground.ledger import Refused
from tongban.ground.ledger.queries import seals
from tongban.ground.people.models import User

PUBLISHED_AS: tuple[PaperFormatName, ...] = ("docx", "pdf", "xlsx", "json", "html")


def _sealed_until() -> str:
    """Return the line that makes every reader of a paper a witness of the ledger: its newest seal."""
    newest = seals().first()
    return f"台账封存至第 {newest.number} 号，哈希 {newest.hash}" if newest else ""


def make_papers(version: Version, *, by: User, at: datetime) -> list[StoredFile]:
    """Write the papers of a version and keep them; a version that has its papers keeps just those."""
    made = list(version.papers.all())
    if made:
        return made
    report = report_in(version)
    try:
        kept = [
            store_content(
                papers.write(report, name, made_at=at.astimezone(UTC), closing=_sealed_until()),
                paper_name(version.evaluation, f"V{version.number}", name),
                by=by,
                at=at,
                allowed=(name,),
                is_clean=True,
            )
            for name in PUBLISHED_AS
        ]
    except PrintError as error:
        raise Refused(str(error)) from error
    version.papers.set(kept)
    return kept
