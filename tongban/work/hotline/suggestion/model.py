"""A suggestion with a promise: the set of classes that holds the right one in 95 of 100 demands, and why.

Split conformal prediction: the classifier learns from older demands, the newest fifth is held out, and the set takes
every class whose estimated share reaches a bar so low that the held-out demands were in their sets often enough.
Sources: Papadopoulos et al., "Inductive confidence machines for regression" (2002), for the split; Sadinle, Lei and
Wasserman, "Least ambiguous set-valued classifiers with bounded error levels" (2019), for the score 1 − share, which
gives the smallest sets. The promise is for all demands together, not for each class, and holds as long as tomorrow's
demands are like the newest fifth: ``quality`` measures it on later ones.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from tongban.work.hotline.suggestion.classifier import Classifier, learn
from tongban.work.hotline.suggestion.reasons import deciding_words

COVERAGE = 0.95
MOST_KEYS = 4
"""A longer list helps nobody: then nothing is suggested."""
HELD_OUT, MOST_HELD_OUT = 0.2, 20_000
LEAST_LEARNT = 40
"""With fewer demands there is no history to speak of: keyword rules serve until then."""


class Silence(StrEnum):
    """Why nothing is suggested."""

    NOTHING_KNOWN = "nothing_known"
    TOO_MANY = "too_many"
    NOT_CALIBRATED = "not_calibrated"
    NO_RULE = "no_rule"


class NotEnoughHistory(ValueError):
    """There are too few demands, or classes, to learn from."""


@dataclass(frozen=True)
class Promise:
    """In which share of demands the set holds the right class, and on how many held-out demands this rests."""

    coverage: float
    examples: int


@dataclass(frozen=True)
class Suggestion:
    """Classes, most probable first, the estimated share of each, the words that decided, and the promise of the set.

    ``keys`` is empty where the promise cannot be kept, and ``silence`` says why; a suggestion by keyword rules has no
    promise and no shares.
    """

    keys: tuple[str, ...]
    share: tuple[float, ...] = ()
    words: tuple[str, ...] = ()
    promise: Promise | None = None
    silence: Silence | None = None


def silent(why: Silence) -> Suggestion:
    """Return the suggestion that suggests nothing."""
    return Suggestion((), silence=why)


@dataclass(frozen=True)
class Model:
    """What was learnt: the classifier, on how many demands, and the scores of those held out, smallest first."""

    classifier: Classifier
    learnt: int
    held_out: "array[float]"

    def suggest(self, text: str, coverage: float = COVERAGE, most: int = MOST_KEYS) -> Suggestion:
        """Return the classes that hold the right one with the coverage (0 to 1), or say why there are none."""
        bar = self.bar(coverage)
        if bar is None:
            return silent(Silence.NOT_CALIBRATED)
        shares = self.classifier.shares(text)
        if shares is None:
            return silent(Silence.NOTHING_KNOWN)
        ranked = sorted(range(len(shares)), key=lambda place: -shares[place])
        chosen = [place for place in ranked if shares[place] >= bar] or ranked[:1]
        if len(chosen) > most:
            return silent(Silence.TOO_MANY)
        return Suggestion(
            tuple(self.classifier.classes[place] for place in chosen),
            tuple(shares[place] for place in chosen),
            deciding_words(self.classifier, text, chosen[0]),
            Promise(coverage, len(self.held_out)),
        )

    def bar(self, coverage: float) -> float | None:
        """Return the share that a class must reach, or nothing where too few demands were held out to promise that."""
        if not 0 < coverage < 1:
            raise ValueError(f"coverage is a share between 0 and 1, not {coverage}")
        rank = ceil((len(self.held_out) + 1) * coverage)
        return None if rank > len(self.held_out) else 1 - self.held_out[rank - 1]


def train(texts: Sequence[str], keys: Sequence[str], *, seed: int) -> Model:
    """Learn from demands, oldest first, and their classes; 100,000 of 60 characters take less than a minute.

    Raises ValueError where texts and classes are not pairs, NotEnoughHistory where there are too few of either.
    """
    if len(texts) != len(keys):
        raise ValueError(f"{len(texts)} texts and {len(keys)} classes: each text needs one")
    held = min(int(len(texts) * HELD_OUT), MOST_HELD_OUT)
    learnt = len(texts) - held
    if learnt < LEAST_LEARNT or len(set(keys[:learnt])) < 2:
        raise NotEnoughHistory(
            f"{learnt} demands in {len(set(keys[:learnt]))} classes to learn from; {LEAST_LEARNT} in two are the least"
        )
    classifier = learn(texts[:learnt], keys[:learnt], seed=seed)
    scores = (_score(classifier, text, key) for text, key in zip(texts[learnt:], keys[learnt:], strict=True))
    return Model(classifier, learnt, array("d", sorted(scores)))


def _score(classifier: Classifier, text: str, key: str) -> float:
    """Return how wrong the classifier is of a demand: 1 less the share of its class, 1 where it knows nothing."""
    shares = classifier.shares(text)
    if shares is None or key not in classifier.classes:
        return 1.0
    return 1 - shares[classifier.classes.index(key)]
