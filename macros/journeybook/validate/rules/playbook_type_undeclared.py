"""A playbook's type is one of those that the atlas lists.

Where `playbook_types:` of `atlas.yml` lists the types, another word is either a slip or a type nobody agreed on: the
list of playbooks would count it by itself. Where nothing is listed, every word is allowed.

Good:
    # atlas.yml
    playbook_types: [risk, growth]

    # playbooks/calm.yml
    id: calm
    name: Calm down
    type: risk
    steps: [Ring]

Good:
    # playbooks/calm.yml
    id: calm
    name: Calm down
    type: anything
    steps: [Ring]

Bad:
    # atlas.yml
    playbook_types: {risk: A customer may leave, growth: A customer needs more}

    # playbooks/calm.yml
    id: calm
    name: Calm down
    type: riks
    steps: [Ring]
"""

from collections.abc import Iterator
from datetime import date

from journeybook.findings import Level, nearest
from journeybook.model.atlas import Atlas
from journeybook.validate.problem import Problem

ID = "PLAYBOOK-TYPE-UNDECLARED"
LEVEL = Level.WARNING
FIELDS = ("type",)


def check(atlas: Atlas, today: date) -> Iterator[Problem]:
    """Yield every playbook whose type is not among those that are listed."""
    types = [kind.name for kind in atlas.file.playbook_types]
    for playbook in atlas.playbooks:
        if types and playbook.type and playbook.type not in types:
            guess = nearest(playbook.type, types)
            remedy = f"use one of {', '.join(types)}, or add it to `playbook_types:` of atlas.yml"
            hint = f"did you mean {guess!r}? {remedy}" if guess else remedy
            yield Problem(playbook, f"the type '{playbook.type}' of the playbook '{playbook.name}' is not listed", hint, "type")
