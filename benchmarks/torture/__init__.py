"""What the product survives: `make torture SIZE=ci|nightly|release`, one seeded command.

`parts.py` is the table of what is tried, each part a file beside it; `report.py` writes the figures.
"""
