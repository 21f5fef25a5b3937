"""Keeps reports, annotations, stories and synopses in SQLite or PostgreSQL; the only place that knows SQL."""
