"""How the attribution model is made: `python -m training.attributions --corpora DIR`."""
