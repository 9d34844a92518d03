"""Numbers: readings in, frozen estimates out. Knows no name, no table and no request.

`table` and `uncounted` are the open table of what counts and how much, `evidence` what is read by it,
`matters` what went wrong and who took it on, `street` the estimate of both lanes with its reasons, `state`
the six numbers behind it, `simulate` made-up lives to test it on.
"""
