"""How long a chart of each kind takes to draw, as a ratio to the table beside it.

Run it as `python bench/chart_drawing.py`. It prints the median of fifty rounds in milliseconds, how often the table as HTML would fit into
it, and how large the picture is.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from build import ROOT

from journeybook.model.base import Audience
from journeybook.render.chart_picture import chart_svg
from journeybook.render.environment import _environment
from journeybook.render.page_writer import PageWriter
from journeybook.validate import check
from journeybook.views.base.book import open_book
from journeybook.views.blocks.chart_sheet import chart_sheet

sys.path.append(str(Path(ROOT) / "tests" / "kit"))
from every_chart import CHARTS

ROUNDS = 50


def main() -> None:
    """Draw each kind and print the figures."""
    book = open_book(check(ROOT), Audience.INTERNAL)
    table = vars(_environment().get_template("parts/elements.html.jinja").module)["table"]
    for chart in CHARTS:
        sheet = chart_sheet(book, chart)
        writing = _median(lambda view=sheet.table: table(view, PageWriter(lambda _: "")))
        drawing = _median(lambda chart=chart: chart_svg(chart))
        size = len(chart_svg(chart).encode()) / 1024
        print(f"{chart.title}: {drawing:.2f} ms, {drawing / writing:.1f} times its table, {size:.1f} KB")


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_milliseconds(work) for _ in range(ROUNDS))


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
