"""What the search does not read: blocks that say again what stands elsewhere are away from a page while it is searched.

Material's search reads every tag of a page, those of blocks that it leaves out as well, and takes the end of the first element in such a
block for the end of the block.
"""

from collections.abc import Iterable


def without_blocks(html: str, blocks: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Return a page with a mark in the place of each block that stands in it, and the blocks by their marks; outer ones come first."""
    marks: dict[str, str] = {}
    for block in blocks:
        mark = f'<div data-search-exclude data-journeybook-block="{len(marks)}"></div>'
        if block in html:
            html, marks[mark] = html.replace(block, mark, 1), block
    return html, marks


def with_blocks(html: str, marks: dict[str, str]) -> str:
    """Return a page with its blocks in the place of their marks."""
    for mark, block in marks.items():
        html = html.replace(mark, block)
    return html
