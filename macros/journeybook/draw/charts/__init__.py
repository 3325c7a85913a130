"""Charts of figures as shapes with positions: a frozen dataclass for each kind, made of plain numbers and words, and its drawing.

Every chart is `WIDTH` wide, which fits a phone without being made smaller; wide pages show it larger. Words stand above bars and not beside
them, so that they may be long. Bars, lines and points are told apart by texture, dashes and form as well as by colour, and by name.
"""
