"""The words of a text that decided for a class, as they stand in the text."""

from collections.abc import Sequence
from itertools import pairwise

from tongban.work.hotline.likeness.plain_text import grams_of, pieces
from tongban.work.hotline.suggestion.classifier import Classifier

MOST_WORDS = 5
WORTH_NAMING = 0.3
"""Characters that did less than this share of what the strongest did are not shown."""


def deciding_words(classifier: Classifier, text: str, place: int) -> tuple[str, ...]:
    """Return at most five passages that spoke for the class at a place, the strongest first."""
    credit = _credit(classifier, text, place)
    if not credit:
        return ()
    bar = WORTH_NAMING * max(credit.values())
    if bar <= 0:
        return ()
    strengths: dict[str, float] = {}
    for run in _runs(sorted(position for position, worth in credit.items() if worth >= bar)):
        passage = text[run[0] : run[-1] + 1]
        strengths[passage] = strengths.get(passage, 0) + sum(credit[position] for position in run)
    return tuple(sorted(strengths, key=lambda passage: (-strengths[passage], passage))[:MOST_WORDS])


def _credit(classifier: Classifier, text: str, place: int) -> dict[int, float]:
    """Return what each character did for the class: its share of every gram that it stands in."""
    credit: dict[int, float] = {}
    for piece, positions in pieces(text):
        for gram, start in grams_of(piece):
            weights = classifier.weights_of(gram)
            if weights is None:
                continue
            worth = (weights[place] - sum(weights) / len(weights)) / len(gram)
            for position in positions[start : start + len(gram)]:
                credit[position] = credit.get(position, 0) + worth
    return credit


def _runs(positions: Sequence[int]) -> list[list[int]]:
    """Return the positions in runs of neighbours."""
    runs = [[position] for position in positions[:1]]
    for before, position in pairwise(positions):
        if position == before + 1:
            runs[-1].append(position)
        else:
            runs.append([position])
    return runs
