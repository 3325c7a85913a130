"""Statistics of accounts: estimates with their intervals, comparisons with their tests, and cells that are not shown.

scipy reckons; what stands here chooses the method, names it in the result, and says what a figure leaves out. Every figure is rounded once.
"""
