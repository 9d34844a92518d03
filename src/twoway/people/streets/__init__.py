"""The pair itself: two people, and whether their street is open.

               first act                    the other's yes
    (nothing) ───────────▶ waiting ──────────────────────────▶ open ◀──▶ paused
                             │  ▲                                │          │
                set aside    │  │ first act                      │          │
                (no first    ▼  │ (of either)                    ▼          ▼
                 act waits) waiting                            closed ◀─────┘
                             ▲                                   │
                             └───────────────────────────────────┘ reopened by whoever closed it

Either may pause or close it, for both, without a reason; whoever did so can undo it, and a closed street then
needs a first act and a yes anew. It also closes, by nobody, when one of the two leaves the
workplace; once that one is back, either can reopen it. The estimate is asked for privately: a lone wish is
seen by nobody but its writer and is not on the ledger; two wishes turn the estimate on, and either may put it
down again.
"""
