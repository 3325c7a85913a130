"""A word of ours that the organisation replaces is one of ours.

Pages say `segment`, `persona`, `stage`, `step`, `map`, `milestone`, `playbook`, `play`, `event`, `handoff` and `health` in the
organisation's own words, in the singular; plurals follow, or stand under `plural:`. Any other word would change nothing.

Good:
    # atlas.yml
    words: {segment: tier, persona: {yours: person, plural: people}}

Bad:
    # atlas.yml
    words: {segments: tiers}
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level, nearest
from journeybook.model.atlas import Atlas
from journeybook.model.organisation import OUR_NOUNS
from journeybook.validate.problem import Problem

ID = "WORD-UNKNOWN"
LEVEL = Level.WARNING


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every word under `words:` that is none of ours."""
    for word in atlas.file.words:
        if word.ours.lower() not in OUR_NOUNS:
            guess = nearest(word.ours.lower(), OUR_NOUNS)
            hint = f"did you mean '{guess}'?" if guess else f"ours are {', '.join(sorted(OUR_NOUNS))}"
            yield Problem(word, f"'{word.ours}' is none of the words that pages say", hint, "ours")
