"""What an administrator can do to the record with SQL and the signing key in hand, tried out for real.

`played` plays story A in a workplace made for it, `tampering` is what the administrator then does to its
tables, `attempts` says what for and who should notice, `noticing` looks through everybody's eyes at what
they find. Whoever may be fooled here is made up: see `twoway drill cover-up`.
"""

from __future__ import annotations
