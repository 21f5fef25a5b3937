"""Which clusters are look-alikes: reports in much the same words on two events of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.group.cluster import Cluster
from rashomon.group.vectors import EMPTY, Products, Vector, products, square
from rashomon.settings import GroupSettings

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Particulars:
    """What tells one event from others of its kind: the names and the numbers in the total of a cluster.

    `titles` has the names in the titles of its reports; empty where that is not known.
    """

    names: Vector = EMPTY
    numbers: Vector = EMPTY
    titles: Vector = EMPTY


class LookAlikes:
    """Tells which of the clusters that are being linked are apart by their particulars, and keeps up as they merge."""

    def __init__(self, clusters: Sequence[Cluster], parts: Sequence[Particulars], settings: GroupSettings) -> None:
        count = len(clusters)
        self._settings = settings
        both = products([part.names for part in parts] + [part.titles for part in parts])
        self._names = both[:count, :count].copy()
        self._name_squares = np.array([square(part.names) for part in parts])
        self._named: Mask = np.array([len(part.names) >= settings.names_least for part in parts])
        self._worded: Mask = np.array([len(cluster.total) >= settings.names_alone_terms for cluster in clusters])
        self._worded &= self._named
        self._titles = both[count:, :count].copy()
        # the names in a title are among those of its own report
        np.fill_diagonal(self._titles, [float(np.sum(part.titles.weights)) for part in parts])
        self._titled: Mask = np.array([len(part.titles) > 0 for part in parts])
        self._filled: Mask = np.array([self._is_form(*pair) for pair in zip(clusters, parts, strict=True)])
        self._forms = np.count_nonzero(self._filled) > 1
        if self._forms:
            self._numbers = products([part.numbers for part in parts])
            self._number_squares = np.array([square(part.numbers) for part in parts])

    def merge(self, one: int, other: int) -> None:
        """Merge two places into the lower one, `one`."""
        _join(self._names, self._name_squares, one, other)
        self._titles[one] += self._titles[other]
        self._titles[:, one] += self._titles[:, other]
        self._named[one] |= self._named[other]
        self._titled[one] |= self._titled[other]
        self._worded[one] |= self._worded[other]
        if self._forms:
            self._filled[one] |= self._filled[other]
            _join(self._numbers, self._number_squares, one, other)

    def find(self, own: slice, table: Products, days_apart: Mask) -> Mask:
        """Return, for each place in `own`, which clusters are another event.

        `table` has the products of the clusters in `own` with all, `days_apart` tells which are of other days. Two
        events: both have names, and hardly one in common; or hardly anything but names in common; or fewer names in
        common than most, and none of those in the titles of either stands in the other; or both are a form filled in
        with other numbers on another day.
        """
        settings, names = self._settings, self._names[own]
        whole = np.sqrt(self._name_squares[own, None] * self._name_squares)
        apart: Mask = names < settings.titles_apart * whole
        apart &= self._titled[own, None] & self._titled
        apart &= self._titles[own] + self._titles[:, own].T == 0.0
        apart |= self._named[own, None] & self._named & (names < settings.names_apart * whole)
        apart |= self._worded[own, None] & self._worded & (names > settings.names_alone * table)
        if self._forms and self._filled[own].any():
            whole = np.sqrt(self._number_squares[own, None] * self._number_squares)
            filled = self._filled[own, None] & self._filled & days_apart
            apart |= filled & (self._numbers[own] < settings.numbers_apart * whole)
        return apart

    def _is_form(self, cluster: Cluster, part: Particulars) -> bool:
        enough = len(part.numbers) >= self._settings.template_numbers
        return enough and square(part.numbers) >= self._settings.numbers_share * cluster.square


def _join(table: npt.NDArray[np.float64], squares: Products, one: int, other: int) -> None:
    """Add the products of the place `other` to those of `one`, and the square of their sum."""
    squares[one] += squares[other] + 2.0 * table[one, other]
    table[one] += table[other]
    table[:, one] = table[one]
