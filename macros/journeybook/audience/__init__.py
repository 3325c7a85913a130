"""Decides who sees what: an atlas goes in, and what this audience may see of it comes out."""
