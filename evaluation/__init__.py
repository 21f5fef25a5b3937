"""Runs a stage over a labelled corpus, scores it with the corpus's own scorer, and keeps the floors."""
