"""Mail: what asks for an answer at once, everything else in one morning mail; answered with one tap.

    ledger ──follower──► tellings ──gathering──► mails ──composing, posting──► sent, or tried again
                         (to whom, of which act)  (a transaction of its own before anything leaves)

The follower writes down who is to be told of which act, in one transaction with its bookmark: an act is told
once. What a mail says is read when it is sent, for the eyes of the one it goes to, and `sight` is asked then.
A mail is marked as leaving before it leaves: after a crash in between it is not sent again, since what it
told waits on Today, and a second one would be worse than none (docs/decisions/0006).
"""

from __future__ import annotations


def look() -> None:
    """Send what does not wait for the morning; `twoway work` calls this whenever the ledger has grown."""
    # Django reads this package before its tables are there, so what needs them is fetched on the first call.
    from twoway.integrations.email import gathering, posting

    gathering.at_once()
    posting.post()


def tick() -> None:
    """What hangs on time, every minute: days that have passed, mornings, second tries, and forgetting."""
    from twoway.integrations.email import follower, gathering, posting

    follower.look_at_days()
    gathering.at_once()
    gathering.mornings()
    posting.post()
    posting.forget()
