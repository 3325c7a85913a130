"""Foreign formats in and out: readers yield cells with their places, and mappings make plain YAML data of them."""
