"""Turns views into HTML and SVG: the only room with angle brackets, and the one home of escaping."""
