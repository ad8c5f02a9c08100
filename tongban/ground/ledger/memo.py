"""What a process keeps in memory between two questions: each memo has a name and a size, and one call clears them all.

Readers share what is kept, so a value is immutable (a tuple, a frozen dataclass, a text), or the memo hands out copies.
What is kept under a stamp of the ledger, a digest or a primary key of what never changes is never old.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

from django.core.cache import caches
from django.db.models import Model

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
MUTABLE = (list, dict, set, bytearray, Model)
_memos: "dict[str, Memo[Any, Any] | RowMemo[Any]]" = {}


class Memo(Generic[Key, Value]):
    """Values by key, at most so many; the oldest goes first. ``copy`` is how a mutable value is handed out."""

    def __init__(self, name: str, most: int, copy: Callable[[Value], Value] | None = None) -> None:
        self.most, self.copy = most, copy
        self._values: dict[Key, Value] = {}
        self._lock = Lock()
        _register(name, self)

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return what is kept under a key, made where nothing is."""
        found = self.peek(key)
        return self.put(key, make()) if found is None else found

    def peek(self, key: Key) -> Value | None:
        """Return what is kept under a key, or None."""
        found = self._values.get(key)
        return found if found is None or self.copy is None else self.copy(found)

    def put(self, key: Key, value: Value) -> Value:
        """Keep a value and return it; of two threads that made one, both get the first."""
        if self.copy is None and isinstance(value, MUTABLE):
            raise TypeError(
                f"{type(value).__name__} can be changed by every reader: keep a tuple, or hand out copies"
            )
        with self._lock:
            while len(self._values) >= self.most and key not in self._values:
                del self._values[next(iter(self._values))]
            kept = self._values.setdefault(key, value)
        return kept if self.copy is None else self.copy(kept)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()


class RowMemo(Generic[Value]):
    """An answer about one object in memory (a row, a user), kept with that very object and gone with it.

    What is kept may name the object again (the reviews of a case know their case): so it hangs on the object itself, since
    whatever a dictionary of the module held would never go.
    """

    def __init__(self, name: str) -> None:
        self._mark, self._since = f"memo {name}", object()
        _register(name, self)

    def get(self, row: object, make: Callable[[], Value]) -> Value:
        """Return what is kept with an object, made where nothing is."""
        kept = vars(row).get(self._mark)
        if kept is None or kept[0] is not self._since:
            kept = vars(row)[self._mark] = (self._since, make())
        found: Value = kept[1]
        return found

    def clear(self) -> None:
        """Forget everything: what was kept until now counts no longer."""
        self._since = object()


def _register(name: str, memo: "Memo[Any, Any] | RowMemo[Any]") -> None:
    if name in _memos:
        raise ValueError(f"there is a memo {name} already")
    _memos[name] = memo


def clear_all() -> None:
    """Forget everything that is kept in memory, the parts of pages that Django keeps among it."""
    for memo in _memos.values():
        memo.clear()
    caches["template_fragments"].clear()
