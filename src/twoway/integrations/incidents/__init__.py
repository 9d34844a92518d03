"""Hand-offs out of a log of incidents: who held what, in which team, and into whose queue it went next.

    a file -> log        events, row by row, read by a map, gathered by incident
           -> telling    hand-offs, act by act
           -> newer      those that are not here yet
           -> rules      the same acts as every other hand-off, in one book

Opening files, reading days and tables is the work of the import of promises (integrations/jira).
"""
