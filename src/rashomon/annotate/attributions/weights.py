"""The trained weights, read once a process."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import IO

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

FILE = "weights.npz"


@dataclass(frozen=True, slots=True)
class Table:
    """Embedding rows as int8 with one scale a row; they are turned into floats as they are asked for."""

    rows: npt.NDArray[np.int8]
    scale: npt.NDArray[np.float16]

    def __getitem__(self, index: Ints) -> Floats:
        picked: Floats = self.rows[index].astype(np.float32)
        picked *= self.scale[index].astype(np.float32)[:, None]
        return picked


@dataclass(frozen=True, slots=True)
class Weights:
    """What `training/attributions/export.py` wrote.

    `keys`: sorted 64-bit hashes of the forms that have a row of their own, by table. `tables`: the rows. `layers`:
    every other parameter under its name in training; the sigmoid gates of the LSTM layers come halved, because the
    logistic function is computed as (1 + tanh(x / 2)) / 2.
    """

    keys: Mapping[str, Hashes]
    tables: Mapping[str, Table]
    layers: Mapping[str, Floats]


@functools.cache
def load_weights() -> Weights:
    """Return the weights that ship with the package (about 20 ms)."""
    with resources.files("rashomon.annotate.attributions").joinpath(FILE).open("rb") as file:
        return read_weights(file)


def read_weights(file: IO[bytes]) -> Weights:
    """Read weights from an .npz file: tables as int8 rows with a float16 scale a row, all else as float16."""
    keys, tables, layers = {}, {}, {}
    with np.load(file) as arrays:
        for entry in arrays.files:
            kind, _, name = entry.partition("/")
            if kind == "keys":
                keys[name] = arrays[entry]
            elif kind == "table":
                tables[name] = Table(arrays[entry], arrays[f"scale/{name}"])
            elif kind == "layer":
                layers[name] = arrays[entry].astype(np.float32)
    for name in ("first", "second", "third"):
        for part in ("input", "state", "bias"):
            array = layers[f"{name}.{part}"]
            array[..., : 3 * (array.shape[-1] // 4)] *= 0.5
    return Weights(keys, tables, layers)
