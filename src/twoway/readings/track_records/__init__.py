"""A team's track record with its clients: figures of closed quarters, both ways, and a file to check them by.

    cases     what became of one promise or problem, worked out from its acts up to a day
    cells     the cases of one quarter and one side, and which figures of them may be shown
    figures   the record a team agreed on, filled in
    lines     the same as a file of lines that anybody can check
    checking  does such a file hold

One cut, declared beforehand: see docs/decisions/0014. The file's lines are in docs/track-record-format.md.
"""
