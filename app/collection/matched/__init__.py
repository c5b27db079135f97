"""Which answers are of one person, known from the code of a card and from nothing else.

A programme has cards with random codes. Who types the code of one card before and after lets the
two answers be laid side by side. Kept is a keyed hash of the code, which means nothing in another
programme; there is no list of who has which card; and when the programme is closed its key is
destroyed with every hash. This folder knows no staff account and no name.
"""
