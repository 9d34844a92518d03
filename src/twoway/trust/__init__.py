"""Numbers: readings in, frozen estimates out. Knows no name, no table and no request.

`table` and `uncounted` are the open table of what counts and how much, `evidence` what is read by it,
`matters` what went wrong and who took it on, `street` the estimate of both lanes with its reasons, `state`
the six numbers behind it, `simulate` made-up lives to test it on.

`forecast` and `before` say how likely a promise is to be kept, `record` what is read for that, `baserates`
how promises usually go, `rolling` and `calibration` how good such forecasts were, `worlds` are made-up ones
to test them on.
"""
