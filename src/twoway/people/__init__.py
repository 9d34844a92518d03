"""Who: persons, reporting lines, teams, clients, sign-in and tokens.

    person     invited ──joins──▶ active ──leaves──▶ left ──asked back──▶ invited
                  │                  │                 │
                  └──────────────────┴────▶ erased ◀───┘        (name, words and account go; the frames stay)

    line       started ──▶ ended          one manager at most on any day, never in a circle
    team       formed ──▶ closed          teams nest, never in a circle; members join, lead and leave
    client     named                      an outside organisation whose contacts are guests

The workplace itself is set up once: a real one, the sample company, or a study of records. Who may see what
is answered by `sight`, and by nothing else. What lies between two people is `people.streets`.
"""
