"""Layout of swimlanes and small charts: plain values in, coordinates in points (1/72 inch, drawn as one pixel) out; no SVG, no DOT.

A swimlane is laid out in one direction of flow and for a width, by `swimlane.place_diagram`:

1. `back_edges`: links that lead back in time are set aside (a feedback arc set), so that the rest is acyclic.
2. `bundles`: links of a large fan are joined, to be drawn as one trunk with branches.
3. `columns`, `rows`: layered placement; each step gets a column (its rank) within its stage and a row within its
   lane.
4. `grid`: every column and row has a middle line and a channel on either side.
5. `routing`: A* (`path_search`) finds a path for each link over the grid, with regard to the paths of the others
   (`occupancy`); paths are ripped up and searched again until none improves.
6. `segments`, `sides`: paths are cut into straight segments, and where two share a line it is decided which runs on
   which side.
7. `tracks`: segments that share a line get parallel tracks.
8. `track_sizes`, `coordinates`, `corners`: lines get their sizes, and so steps their boxes and links their routes.
9. `headings`, `link_labels`: lanes and stages get headings, links their labels; where a label touches something, or
   is nearer to another link, its channel is widened, then its track, and 8 and 9 are repeated, four times at most.

8 and 9 are done with one `spacing` after the other, from the widest, until the picture fits.

`text` and `shapes` measure what stands inside a step; `panels` folds a diagram that is too wide. `trail`,
`scatter`, `sparkline` and `curve_labels` lay out the small charts and share only `geometry` and `text` with
swimlanes.

One word for one thing: a *grid point* is where a row line and a column line cross, a *grid edge* joins two
neighbours; a *path* is the sequence of grid points of a link; a *segment* is a straight part of a path, on one line;
a *track* is the parallel position of a segment on its line; a *route* is a link as a polyline in points; a *label* is
the text beside it. `along` and `across` are distances in the direction of time and over the lanes, before the picture
is turned; `x` and `y` are those in the picture.
"""
