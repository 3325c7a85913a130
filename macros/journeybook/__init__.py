"""Journeybook: load files, validate them into a model, keep what an audience may see, choose views, render them, hand them to the site."""

__version__ = "0.1.0"
