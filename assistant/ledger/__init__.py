"""The ledger: every figure of the articles as a row to filter, sort and group, and what in them cannot all be true.

Pure functions over documents and their figures; the command line, the page and the API show what these return.
"""
