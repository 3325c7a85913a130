"""Makes a map of the texts of a board without headings: blocks of lines, each begun by the title of its frame."""

from itertools import groupby

from journeybook.exchange.atlas_names import AtlasNames
from journeybook.exchange.foreign_cells import ForeignTable
from journeybook.exchange.import_draft import ImportDraft
from journeybook.exchange.map_draft import MapHead, begin_map

FRAMES = "frames of a board, each a title with its notes below, a blank line between them"
ALONE = "it stands alone, neither the title of a frame nor a note below one"


def draft_frames(table: ForeignTable, names: AtlasNames, head: MapHead) -> ImportDraft | None:
    """Return the map of a list of frames, or None where no line stands below another."""
    draft = begin_map(table, names, head)
    blocks = [
        list(dict.fromkeys(cell for row in rows for cell in row if not cell.is_blank))
        for is_blank, rows in groupby(table.rows, key=lambda row: all(cell.is_blank for cell in row))
        if not is_blank
    ]
    lane = names.default_lane
    for title, *notes in blocks:
        stage = draft.stage_of(title) if notes else None
        if stage is None:
            draft.ledger.leave(title, ALONE)
        for cell in notes if stage else ():
            text = draft.ledger.text(cell, f"stage '{stage['name']}', lane '{lane}'") if stage else None
            if stage and text:
                draft.add_step(stage, lane, " ".join(text.split("\n")), {})
    if not draft.stages:
        return None
    draft.ledger.remarks.append(f"The file says nothing of lanes: all notes stand in lane '{lane}'.")
    return draft.finish(FRAMES)
