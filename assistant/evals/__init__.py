"""Evals as a feature: rows of questions in, measures, a report and a verdict against floors out.

`rows.py` and `beir.py` read what is asked, `run.py` asks it, `judge.py` and `retrieval.py` score each question,
`measures.py` adds up, `floors.py` and `compare.py` judge the whole, `report.py`, `page.py` and `text.py` write it down,
`plugin.py` is the door for tests. The stages of an answer know nothing of this package.
"""
