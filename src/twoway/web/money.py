"""Amounts of money: kept in whole minor units (cents of an euro), read and written as people do here.

    read_amount("1,200.50", "EUR")    120050
    amount_text(120050, "EUR")        EUR 1,200.50

An amount is never a float. A currency that was ever written down stays in the table, since amounts on the
ledger must read for ever.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from twoway.errors import BadShape
from twoway.web.text import clean

MOST = 10**12
USUAL_DIGITS = 2

# ISO 4217, the currencies of countries and unions, by how many digits stand after the point where not two;
# bonds, metals and codes for tests are left out. Withdrawn since: ANG, BGN, HRK.
_WHOLE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND"
_OTHERWISE = {
    **dict.fromkeys(_WHOLE.split(), 0),
    **dict.fromkeys(_THOUSANDTHS.split(), 3),
}
_CODES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD "
    "KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK "
    "NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD "
    "SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF "
    "XCD XCG XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES: dict[str, int] = {code: _OTHERWISE.get(code, USUAL_DIGITS) for code in _CODES.split()}
"""How many digits each currency has after the point."""

_GROUPED = re.compile(r"\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f'’", " "))


def currency(text: str, field: str = "currency") -> str:
    """The code of a currency, however it was typed; one that is none is refused."""
    code = clean(text, 20, field=field).upper()
    if code not in CURRENCIES:
        say = _("“%(typed)s” is no currency we know. Use its three letters, like EUR, GBP or USD.")
        raise BadShape(say % {"typed": code}, code="no_such_currency", field=field)
    return code


def read_amount(text: str, code: str, field: str = "price_low") -> int | None:
    """The amount in minor units; an empty blank is none. A comma or a space groups, a point divides."""
    typed = clean(text, 40, field=field).translate(_SPACES)
    if not typed:
        return None
    digits = CURRENCIES[code]
    whole, point, rest = typed.partition(".")
    if not _GROUPED.fullmatch(whole) or (point and not rest.isdecimal()) or not typed.isascii():
        say = _("That is no amount. Write it like %(example)s, without a sign or a currency.")
        raise BadShape(say % {"example": example(code)}, code="no_amount", field=field)
    if len(rest) > digits:
        say = _("%(currency)s has no such small parts. Write it like %(example)s.")
        raise BadShape(say % {"currency": code, "example": example(code)}, code="too_fine", field=field)
    return int(re.sub("[ ,]", "", whole) + rest.ljust(digits, "0"))


def amount(minor: int | None, field: str) -> int | None:
    """An amount in minor units as a rule takes it: more than nothing, and not absurd."""
    if minor is None:
        return None
    if minor <= 0:
        raise BadShape(
            _("A price is more than nothing. Leave it empty if there is none."), code="not_more", field=field
        )
    if minor > MOST:
        raise BadShape(
            _("That is more than can be written down here. Check it for a slip."),
            code="too_much",
            field=field,
        )
    return minor


def amount_text(minor: int, code: str) -> str:
    """The amount with its currency, as it stands on a page."""
    return f"{code} {bare_text(minor, code)}"


def bare_text(minor: int, code: str) -> str:
    """The amount alone, as it stands in a blank."""
    digits = CURRENCIES.get(code, USUAL_DIGITS)
    whole, rest = divmod(minor, 10**digits)
    return f"{whole:,}.{rest:0{digits}}" if digits else f"{whole:,}"


def price_text(low: int | None, high: int | None, code: str) -> str:
    """A price, or the range it lies in; nothing where there is none."""
    if low is None or high is None:
        return ""
    if low == high:
        return amount_text(low, code)
    return _("%(low)s to %(high)s") % {"low": amount_text(low, code), "high": bare_text(high, code)}


def example(code: str) -> str:
    """How an amount of this currency is written."""
    return bare_text(1_200 * 10 ** CURRENCIES[code], code)
