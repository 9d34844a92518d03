"""How a page or an endpoint is made; knows no noun.

A page extends `base.html` and fills these blocks:

    title     the page's name, without "Twoway"
    seen      who sees it, as a sentence: "Seen by you and Jonas. {% nobody_else %}" (every page must)
    crumbs    <li> elements that lead here; the last carries aria-current="page"
    content   the page itself, which begins with its <h1>
    narrow    "narrow" for a page of running text or one form
    css       more style sheets: twoway/composer.css, acts.css (one act), pair.css and street.css (two people)

A page without a person extends `web/bare.html` (blocks title, top, content, foot). Tags and filters
come from `{% load twoway %}`, parts from `{% include "web/parts/row.html" with ... %}`;
with DEBUG on, `/style` shows them all.
"""
