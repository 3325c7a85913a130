"""The only room that knows MkDocs: turns our pages into files, navigation and edit links."""

import atexit
import gc

gc.set_threshold(100_000)  # new objects: with the 700 of Python 3.11 the search for circles of garbage takes a tenth of a large build
atexit.register(gc.freeze)  # and the search at the end, which frees what the system frees anyway, a sixth of a small one
