"""Headers, policies and logging: constants that settings.py takes over as they are.

No script, style or frame from anywhere but this server, none of them inline, and no exception to it anywhere.
"""

from __future__ import annotations

from csp.constants import NONE, SELF

from twoway.web.logs import LOGGING

__all__ = [
    "CONTENT_SECURITY_POLICY",
    "CSRF_COOKIE_HTTPONLY",
    "CSRF_COOKIE_SAMESITE",
    "CSRF_FAILURE_VIEW",
    "FORM_RENDERER",
    "LOGGING",
    "SECURE_CONTENT_TYPE_NOSNIFF",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_REFERRER_POLICY",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SILENCED_SYSTEM_CHECKS",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# An address may name a street or carry a mailed link's secret: no other site learns where somebody came from.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_INCLUDE_SUBDOMAINS = False

# A link in a mail must find its reader signed in, so "Lax" and not "Strict": no GET changes anything.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "twoway.web.errors.old_form"
FORM_RENDERER = "twoway.web.forms.OurForms"

# Deployment checks that warn where an older header would only repeat frame-ancestors, where the proxy in
# front redirects to https, where subdomains are not ours to decide, and where browsers would be asked.
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W005", "security.W008", "security.W021"]
