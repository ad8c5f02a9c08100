"""What the public pages show."""

from tongban.doors.portal.queries.accounts import Published, published, report_between

__all__ = ["Published", "published", "report_between"]
