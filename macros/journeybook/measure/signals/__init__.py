"""Signals, changes and adoption: what the life of accounts says about what came before a decision, around a change, and is so today."""
