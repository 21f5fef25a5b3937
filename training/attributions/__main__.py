"""Prepare the corpus and train: `python -m training.attributions --corpora DIR --work DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    """Run the steps that have not been run yet in the work folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the labelled corpora")
    parser.add_argument("--work", type=Path, required=True, help="folder for the arrays and the checkpoint")
    parser.add_argument("--name", default="model", help="name of the checkpoint")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    from rashomon.settings import AnnotateSettings
    from training.attributions.network import Sizes
    from training.attributions.prepare import prepare
    from training.attributions.train import Recipe, train

    options.work.mkdir(parents=True, exist_ok=True)
    arrays = options.work / "arrays.npz"
    if not arrays.exists():
        prepare(options.corpora / "attribution" / "train", arrays, settings=AnnotateSettings())
    recipe = Recipe(epochs=options.epochs, seed=options.seed)
    train(arrays, options.work / f"{options.name}.pt", recipe=recipe, sizes=Sizes(hidden=options.hidden))


if __name__ == "__main__":
    main()
