"""Placement of swimlanes: pure geometry, values in and values out, no SVG and no DOT."""
