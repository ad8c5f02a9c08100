"""A linear classifier on character n-grams: TF-IDF and multinomial logistic regression, learnt by gradient steps.

Character n-grams of one to three need no word list and stand slips of the pen; with a linear classifier they did better
than words on hotline messages. The weight of inverse document frequency is the step width of a gram. Source: Bottou,
"Large-scale machine learning with stochastic gradient descent" (2010); moves too small to matter are left out, which
makes plain Python fast enough.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from random import Random

from tongban.work.hotline.likeness.plain_text import grams

MOST_GRAMS, LEAST_TEXTS = 50_000, 3
"""The grams kept: the most frequent, each in three texts at least."""
MOST_COUNTED = 1_000_000
"""When so many different grams have been seen, those seen least are forgotten."""
ROUNDS, STEP, SMALLEST_MOVE = 2, 3.0, 0.05

Weights = Sequence[float]


@dataclass(frozen=True)
class Classifier:
    """Classes, grams with their row, and a weight for each gram and class; the last row is what a class has anyway."""

    classes: tuple[str, ...]
    rows: dict[str, int]
    weights: "array[float]"

    def row(self, number: int) -> Weights:
        """Return the weights of a row, one for each class."""
        width = len(self.classes)
        return self.weights[number * width : (number + 1) * width]

    def weights_of(self, gram: str) -> Weights | None:
        """Return the weights of a gram, or nothing where it was not learnt."""
        number = self.rows.get(gram)
        return None if number is None else self.row(number)

    def shares(self, text: str) -> list[float] | None:
        """Return the estimated probability of each class, or nothing where no gram of the text was learnt."""
        known = [self.row(self.rows[gram]) for gram in grams(text) if gram in self.rows]
        return _shares(known, self.row(len(self.rows))) if known else None


def learn(texts: Sequence[str], keys: Sequence[str], *, seed: int) -> Classifier:
    """Learn from texts and their classes; the same texts, classes and seed give the same classifier."""
    classes = {key: number for number, key in enumerate(sorted(set(keys)))}
    counted = _counted(texts)
    rows = {gram: row for row, gram in enumerate(counted)}
    documents = [array("i", sorted(rows[gram] for gram in grams(text) if gram in rows)) for text in texts]
    steps = _steps(counted.values(), len(texts))
    weights = [[0.0] * len(classes) for _ in range(len(rows) + 1)]
    order, chance = list(range(len(texts))), Random(seed)  # noqa: S311  (an order, no secret)
    for turn in range(ROUNDS):
        chance.shuffle(order)
        for place in order:
            _learn_one(documents[place], classes[keys[place]], weights, steps, STEP / (1 + turn))
    return Classifier(tuple(classes), rows, array("f", (weight for row in weights for weight in row)))


def _counted(texts: Sequence[str]) -> dict[str, int]:
    """Return the grams to learn from and in how many texts each stands, the most frequent first."""
    seen: Counter[str] = Counter()
    least = LEAST_TEXTS - 1
    for text in texts:
        seen.update(grams(text))
        if len(seen) > MOST_COUNTED:
            seen = Counter({gram: number for gram, number in seen.items() if number >= least})
            least += 1
    ordered = sorted(seen.items(), key=lambda row: (-row[1], row[0]))[:MOST_GRAMS]
    return {gram: number for gram, number in ordered if number >= LEAST_TEXTS}


def _steps(frequencies: Iterable[int], texts: int) -> list[float]:
    """Return the step width of each gram, the square of its inverse document frequency, 1 on average."""
    widths = [(1 + log(texts / frequency)) ** 2 for frequency in frequencies]
    mean = sum(widths) / max(len(widths), 1)
    return [width / mean for width in widths]


def _learn_one(
    known: "array[int]", right: int, weights: list[list[float]], steps: list[float], step: float
) -> None:
    """Move the weights of one text's grams towards its class and away from those taken for it."""
    if not known:
        return
    taken_for = weights[-1]
    shares = _shares([weights[row] for row in known], taken_for)
    shares[right] -= 1
    moves = [(place, -step * share) for place, share in enumerate(shares) if abs(share) > SMALLEST_MOVE]
    if not moves:
        return
    each = 1 / sqrt(len(known))
    for number in known:
        row, width = weights[number], steps[number] * each
        for place, move in moves:
            row[place] += move * width
    for place, move in moves:
        taken_for[place] += move * 0.05


def _shares(rows: Sequence[Weights], always: Weights) -> list[float]:
    """Return the shares of the classes: the rows summed, made as long as one gram, then softmax."""
    each = 1 / sqrt(len(rows))
    sums = [column * each for column in map(sum, zip(*rows, strict=True))]
    scores = [score + base for score, base in zip(sums, always, strict=True)]
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]
