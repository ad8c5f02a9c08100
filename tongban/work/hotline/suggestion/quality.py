"""How good suggestions are on later demands: confusion table, accuracy, macro-F1, coverage, size of the sets."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tongban.ground.matters.counted import Counted
from tongban.work.hotline.suggestion.model import COVERAGE, MOST_KEYS, Model


@dataclass(frozen=True)
class ClassQuality:
    """Of one class: how many demands it had, how many were found first, precision, recall, F1, and its coverage."""

    key: str
    demands: int
    precision: float
    recall: float
    f1: float
    covered: Counted


@dataclass(frozen=True)
class SuggestionQuality:
    """The whole: ``confusion`` counts demands by (true class, class estimated most probable)."""

    confusion: Counter[tuple[str, str]]
    classes: tuple[ClassQuality, ...]
    right: Counted
    covered: Counted
    spoken: Counted
    mean_set: float

    @property
    def macro_f1(self) -> float:
        """Return the mean F1 of the classes that occurred."""
        return sum(row.f1 for row in self.classes) / max(len(self.classes), 1)


def quality(
    model: Model, texts: Sequence[str], keys: Sequence[str], coverage: float = COVERAGE, most: int = MOST_KEYS
) -> SuggestionQuality:
    """Measure a model on demands that came after those it knows.

    ``right`` counts the first class, silent or not; ``covered`` and ``mean_set`` only what was suggested; ``spoken``
    says how often that was.
    """
    confusion: Counter[tuple[str, str]] = Counter()
    spoken: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    sizes = 0
    for text, key in zip(texts, keys, strict=True):
        confusion[key, _first(model, text)] += 1
        suggestion = model.suggest(text, coverage, most)
        if suggestion.keys:
            spoken[key] += 1
            covered[key] += key in suggestion.keys
            sizes += len(suggestion.keys)
    return SuggestionQuality(
        confusion,
        tuple(class_quality(key, confusion, Counted(covered[key], spoken[key])) for key in sorted(set(keys))),
        Counted(sum(number for (true, first), number in confusion.items() if true == first), len(texts)),
        Counted(covered.total(), spoken.total()),
        Counted(spoken.total(), len(texts)),
        sizes / max(spoken.total(), 1),
    )


def _first(model: Model, text: str) -> str:
    shares = model.classifier.shares(text)
    return "" if shares is None else model.classifier.classes[shares.index(max(shares))]


def class_quality(key: str, confusion: Counter[tuple[str, str]], covered: Counted) -> ClassQuality:
    """Return what the confusion table says of one class."""
    right = confusion[key, key]
    demands = sum(number for (true, _first_key), number in confusion.items() if true == key)
    called = sum(number for (_true, first), number in confusion.items() if first == key)
    return ClassQuality(
        key,
        demands,
        right / called if called else 0.0,
        right / demands if demands else 0.0,
        2 * right / (demands + called) if demands + called else 0.0,
        covered,
    )
