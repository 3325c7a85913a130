"""What differs between two atlases, or two parts of one: things by their identity, field by field."""
