"""Finds everyday texts that let nothing through: they are no internal text of the project, or one that stays refused all the same."""

from collections.abc import Iterator
from pathlib import Path

from journeybook.findings import Finding, nearest
from journeybook.model.atlas import Atlas
from journeybook.model.organisation import EverydayText
from journeybook.prove.normalise import normalised_words
from journeybook.prove.project_texts import every_text
from journeybook.validate.site_rules import EVERYDAY_UNUSED


def everyday_text_findings(project: Path, atlas: Atlas) -> Iterator[Finding]:
    """Yield a finding for each everyday text without effect."""
    everyday = {normalised_words(each.text): each for each in atlas.file.everyday_texts}
    if not everyday:
        return
    texts = [secret for secret in every_text(project, atlas) if not secret.what.startswith(f"{EverydayText.__name__}.")]
    refused = {normalised_words(secret.text) for secret in texts if secret.stays_refused}
    usual = {normalised_words(secret.text): secret.text for secret in texts}
    for words, each in everyday.items():
        if words in refused:
            message = f"'{each.text}' is an internal word or of an account, and stays refused"
            yield EVERYDAY_UNUSED.at(each.origin.place, message, "delete it")
        elif words not in usual:
            guess = nearest(each.text, [text for other, text in usual.items() if set(words) & set(other)])
            hint = f"did you mean '{guess}'?" if guess else "write the whole of an internal text, or delete it"
            yield EVERYDAY_UNUSED.at(each.origin.place, f"no internal text is '{each.text}'", hint)
