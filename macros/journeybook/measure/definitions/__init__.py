"""Definitions: what the atlas states about accounts (health, milestones), written once as queries over the fact tables."""
