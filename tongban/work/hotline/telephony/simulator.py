"""An exchange without wires: whatever is asked of it works, but for numbers that are busy. Its callers are invented."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from tongban.work.hotline.telephony.exchange import ExchangeFault

FILE = Path(__file__).with_name("invented_calls.toml")


class SimulatedExchange:
    """An exchange that plays along; a number that ends in 0000 is busy, so that trouble can be shown."""

    name = "模拟交换机"
    is_simulated = True
    BUSY = "0000"

    def ring(self, call: str, *, seat: str) -> None:
        """Ring: the desk shows it."""

    def answer(self, call: str, *, seat: str) -> str:
        """Connect; the recording has the name of the call."""
        return f"SIM/{call}"

    def hold(self, call: str) -> None:
        """Play music to nobody."""

    def resume(self, call: str) -> None:
        """Take the caller back."""

    def transfer(self, call: str, *, to: str) -> None:
        """Pass on, unless the number is busy."""
        self._need_free(to)

    def add_third(self, call: str, *, number: str) -> None:
        """Add, unless the number is busy."""
        self._need_free(number)

    def hang_up(self, call: str) -> None:
        """End the call."""

    def _need_free(self, number: str) -> None:
        if number.endswith(self.BUSY):
            raise ExchangeFault(_("The number is busy. The caller is still on the line."))


@dataclass(frozen=True, slots=True)
class InventedCall:
    """A caller who does not exist: what it is about, the number, and what they say."""

    code: str
    title: str
    phone: str
    says: str


@cache
def invented_calls() -> tuple[InventedCall, ...]:
    """Return the callers of the file, in its order."""
    return tuple(InventedCall(**row) for row in tomllib.loads(FILE.read_text("utf-8"))["call"])
