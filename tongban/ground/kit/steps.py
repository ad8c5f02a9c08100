"""Where a matter stands, as the stepper shows it."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise


@dataclass(frozen=True)
class StepperStep:
    """One step of a matter's way."""

    title: str | Promise
    state: Literal["done", "current", "todo", "stopped"] = "todo"
    note: str | Promise = ""
