"""Numbers: readings in, frozen estimates out. Knows no name, no table and no request.

`evidence` is the open table of what counts and how much, `street` the estimate of both lanes with its
reasons, `state` the six numbers behind it, `simulate` made-up lives to test it on.
"""
