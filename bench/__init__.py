"""Measurements against named peers: `make bench`, or one alone with `python -m bench.NAME`.

Each module stands for one question and prints ratios from one run on one machine, never bare seconds: the same work
done by the plainest means that could do it stands beside every figure.
"""
