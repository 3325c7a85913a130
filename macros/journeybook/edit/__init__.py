"""Changes authors' files and keeps what stands there: adds to them, formats, renames and mends."""
