"""The stage page: its first screen and its folding sections."""
