"""Proves that a public site holds nothing internal: searches what authors wrote for it, and compares it with one built anew."""

from journeybook.prove.hit import Hit, hits_as_text
from journeybook.prove.public_document import prove_public_document
from journeybook.prove.public_sources import prove_sources
from journeybook.prove.site_comparison import compare_sites

__all__ = ["Hit", "compare_sites", "hits_as_text", "prove_public_document", "prove_sources"]
