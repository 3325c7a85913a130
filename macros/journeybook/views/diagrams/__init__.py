"""The diagrams: one file each; `view` makes the diagram, and the macro of the same name puts it into any page."""
