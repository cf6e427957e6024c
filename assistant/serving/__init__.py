"""What stands between the network and page and API: who may ask how much, what is let in, and a clean stop.

`protocol.py` watches over connections, before there is a request; `envelope.py` goes around every response; `gate.py`
decides what a request may do. Nothing here knows what an answer is.
"""
