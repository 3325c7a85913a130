"""Ids without the map in front of them: sources and conditions may write either."""


def bare_name(reference: str) -> str:
    """Return an id without the map in front of it.

    >>> bare_name("post-sale/set-up-complete"), bare_name("signature")
    ('set-up-complete', 'signature')
    """
    return reference.rpartition("/")[2]
