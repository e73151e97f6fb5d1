"""`fit` in a process of its own: what happens there comes over one pipe, and all of it ends with the process.

Separation of concerns:

- `process`: starting a Python, and ending it with everything that it started.
- `guard`: the same where the one who would end it is gone.
- `wire`: what is said over the pipe.
- `child`, `sender`: the other side: runs a session there, and sends what it records.
- `last_words`: what is written to the process' own stderr, by code that crashes above all.
- `isolated_session`: this side: a session like any other.
"""
