"""Changes authors' files and keeps their comments: formats, renames and mends."""
