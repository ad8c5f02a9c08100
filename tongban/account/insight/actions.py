"""What measurement writes, its own things only: snapshots and kept values."""

from tongban.account.insight.keeping import keep
from tongban.account.insight.refreshing import refresh
from tongban.account.insight.snapshot.writing import Busy, NoRoom, make

__all__ = ["Busy", "NoRoom", "keep", "make", "refresh"]
