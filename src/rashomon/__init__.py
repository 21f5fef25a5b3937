"""Rashomon reads every report of an event and lays the accounts side by side."""

__version__ = "0.1.0"
