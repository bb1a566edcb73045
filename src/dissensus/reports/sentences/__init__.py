"""Plain sentences that carry their numbers and stay true in every case, by topic.

A sentence gives the figure, its interval and n, or says why there is none. Where a program made the answers
it says `synthetic`. Nothing here is a probability of war, and no two measures are made into one index.
"""
