"""What stops a pull, in the reader's words: never a word of a driver, which may repeat the connection or a value."""


class PullFailed(Exception):
    """Raised where a table cannot be pulled; it is raised `from None`, so that no traceback repeats what a driver said."""
