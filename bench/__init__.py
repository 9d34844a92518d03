"""Measurements against named peers: `make bench`, or one alone with `python -m bench.NAME`.

Each module stands for one question and prints ratios from one run on one machine, never bare seconds: beside
every figure stands the same work done by the plainest means that could do it.
"""
