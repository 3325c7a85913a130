"""The tables: one file each; `view` makes the table, and the macro of the same name puts it into any page."""
