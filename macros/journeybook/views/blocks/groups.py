"""Groups of steps in words: of which one, any or all are done, and what a link into or out of one leads to."""

from journeybook.model.flow import FlowNode, Junction, Station
from journeybook.model.map import Choice, Map
from journeybook.views.base.book import Book
from journeybook.views.base.elements import Link
from journeybook.views.base.labels import choice_key, step_text
from journeybook.views.links.anchors import step_address


def choice_name(book: Book, journey: Map, reference: str) -> str:
    """Return the name of a choice behind the words of its kind."""
    choice = _choice(book, journey, reference)
    return book.say(f"choice.named.{choice_key(choice.kind)}", name=choice.name) if choice else reference


def junction_label(book: Book, journey: Map, junction: Junction) -> str:
    """Return the few words that stand in the shape of a junction."""
    choice = _choice(book, journey, junction.group.choice)
    kind = choice_key(choice.kind if choice else None)
    return book.say(f"choice.exit.{kind}") if junction.is_exit else book.say(f"choice.entrance.{kind}")


def node_name(book: Book, journey: Map, node: FlowNode) -> str:
    """Return what is done in a step, or the name of the group that a junction enters or leaves."""
    if isinstance(node, Station):
        return step_text(book, node.step)
    choice = _choice(book, journey, node.group.choice)
    if choice is None:
        return node.group.choice
    kind = choice_key(choice.kind)
    return book.say(f"choice.after.{kind}", name=choice.name) if node.is_exit else book.say(f"choice.named.{kind}", name=choice.name)


def node_link(book: Book, journey: Map, node: FlowNode, text: str = "") -> Link:
    """Return a link to a step, or to the first step of a junction's group."""
    station = node if isinstance(node, Station) else node.group.members[0]
    return Link(text or node_name(book, journey, node), step_address(journey, station))


def _choice(book: Book, journey: Map, reference: str) -> Choice | None:
    return book.atlas.find(Choice, reference, scope=journey.id)
