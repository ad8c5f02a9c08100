"""Suggestions by keyword rules, for a class or an office without history: rows of words that must all be there."""

from collections.abc import Sequence
from dataclasses import dataclass

from tongban.work.hotline.likeness.plain_text import plain
from tongban.work.hotline.suggestion.model import MOST_KEYS, Silence, Suggestion, silent


@dataclass(frozen=True)
class KeywordRule:
    """All these words in a demand speak for this class."""

    words: tuple[str, ...]
    key: str

    def __post_init__(self) -> None:
        if not self.words or not all(plain(word) for word in self.words):
            raise ValueError(f"the rule for {self.key} needs words, each with a letter or a digit")

    @property
    def weight(self) -> int:
        """Return how much the rule says: its characters, since longer words mean fewer things."""
        return sum(len(plain(word)) for word in self.words)


def suggest_by_rules(text: str, rules: Sequence[KeywordRule], most: int = MOST_KEYS) -> Suggestion:
    """Return the classes whose rules hold, those that say most first; without shares and without a promise."""
    read = plain(text)
    weights: dict[str, int] = {}
    words: list[str] = []
    for rule in rules:
        if all(plain(word) in read for word in rule.words):
            weights[rule.key] = weights.get(rule.key, 0) + rule.weight
            words += rule.words
    if not weights:
        return silent(Silence.NO_RULE)
    if len(weights) > most:
        return silent(Silence.TOO_MANY)
    keys = tuple(sorted(weights, key=lambda key: (-weights[key], key)))
    return Suggestion(keys, words=tuple(dict.fromkeys(words)))
