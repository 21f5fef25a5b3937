"""From the corpus to the weights in the package: `python -m training.attributions --corpora DIR --work DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

_PACKAGE = Path(__file__).parents[2] / "src" / "rashomon" / "annotate" / "attributions" / "weights.npz"


def main() -> None:
    """Prepare (unless the work folder has the arrays), train, export, calibrate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the labelled corpora")
    parser.add_argument("--work", type=Path, required=True, help="folder for the arrays and the checkpoint")
    parser.add_argument("--out", type=Path, default=_PACKAGE, help="the weights file to write")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    from rashomon.settings import AnnotateSettings
    from training.attributions.calibrate import calibrate
    from training.attributions.export import export
    from training.attributions.network import Sizes
    from training.attributions.prepare import prepare
    from training.attributions.train import Recipe, train

    settings = AnnotateSettings()
    options.work.mkdir(parents=True, exist_ok=True)
    corpus = options.corpora / "attribution" / "train"
    arrays, checkpoint = options.work / "arrays.npz", options.work / "model.pt"
    if not arrays.exists():
        prepare(corpus, arrays, settings=settings)
    recipe = Recipe(epochs=options.epochs, seed=options.seed)
    train(arrays, checkpoint, recipe=recipe, sizes=Sizes(hidden=options.hidden))
    export(checkpoint, options.out)
    calibrate(corpus, options.out, settings=settings)


if __name__ == "__main__":
    main()
