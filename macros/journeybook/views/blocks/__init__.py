"""What several pages share: cards, tables of the library, and the facts that every kind of item has."""
