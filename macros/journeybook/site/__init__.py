"""The only room that knows MkDocs: turns our pages into files, navigation and edit links."""

import gc

gc.set_threshold(20_000)  # new objects: with the 700 of Python 3.11 the search for circles of garbage takes a tenth of a large build
