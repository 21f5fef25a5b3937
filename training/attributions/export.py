"""Write a checkpoint as the weights file of the product: tables as int8 rows, everything else as float16."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

TABLES = {"distance.weight": "distance", "relation.weight": "relation"}


def export(checkpoint: Path, out: Path) -> None:
    """Read `checkpoint` (.pt) and write `out` (.npz), see `rashomon.annotate.attributions.weights`."""
    saved = torch.load(checkpoint, weights_only=False)
    arrays: dict[str, np.ndarray] = {f"keys/{name}": keys for name, keys in saved["keys"].items()}
    for name, value in saved["state"].items():
        array = value.numpy()
        table = name.split(".")[1] if name.startswith("tables.") else TABLES.get(name)
        if table:
            scale = np.maximum(np.abs(array).max(axis=1), 1e-8) / 127
            scale = scale.astype(np.float16).astype(np.float32)
            scale = np.where(scale == 0, np.float32(6e-8), scale)
            arrays[f"table/{table}"] = np.clip(np.rint(array / scale[:, None]), -127, 127).astype(np.int8)
            arrays[f"scale/{table}"] = scale.astype(np.float16)
        elif not name.endswith((".forbidden", ".begin")):
            arrays[f"layer/{name}"] = array.astype(np.float16)
    np.savez(out, **arrays)
    print(f"{out}: {out.stat().st_size / 1e6:.2f} MB")
