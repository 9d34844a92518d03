"""Measurements against named peers: `make bench`, or one alone with `make bench ONLY=pages`.

Each module that can be run stands for one question and prints ratios from one run on one machine, never bare
seconds: beside every figure stands the same work done by the plainest means that could do it. Goals are said
beside the figures, met or missed, and once more at the end of a run.
"""
