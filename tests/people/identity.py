"""IDF1 and identity switches (Ristani et al. 2016): how well numbers keep to people."""

import numpy as np
from scipy.optimize import linear_sum_assignment


def idf1(truth: np.ndarray, labels: np.ndarray, visible: int) -> float:
    """2 IDTP / (true + found sightings), under the best one-to-one match of numbers with people.

    `truth` (N,) is each sighting's person, below 0 for nobody, `labels` (N,) the number that it was given,
    0 for none. `visible` is how many sightings a perfect detector would have made: misses count as misses.
    """
    people, numbers = np.unique(truth[truth >= 0]), np.unique(labels[labels > 0])
    together = np.array([[np.sum((truth == p) & (labels == n)) for n in numbers] for p in people])
    if together.size == 0:
        return 0.0
    matched = together[linear_sum_assignment(-together)].sum()
    return float(2 * matched / (visible + np.sum(labels > 0)))


def switches(truth: np.ndarray, labels: np.ndarray) -> int:
    """How often, over all people, a person's number is another one than that person's last."""
    count = 0
    for person in np.unique(truth[truth >= 0]):
        numbers = labels[(truth == person) & (labels > 0)]
        count += int(np.sum(np.diff(numbers) != 0))
    return count
