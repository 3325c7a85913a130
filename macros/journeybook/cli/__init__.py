"""The commands: one file each, with a function of the same name. Only this room talks to a terminal."""

import atexit
import gc

gc.set_threshold(100_000)  # new objects: with the 700 of Python 3.11 the search for circles of garbage takes a sixth of each start
atexit.register(gc.freeze)  # and the search at the end, which frees what the system frees anyway, another sixth
