"""Scores partnership-leadership questionnaires, with the standard library alone."""

__version__ = "1.0.0"
