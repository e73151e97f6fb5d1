"""The panels around the timeline: what to run, what was found, what is selected, and the tables."""
