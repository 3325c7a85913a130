"""The commands: one file each, with a function of the same name. Only this room talks to a terminal."""
