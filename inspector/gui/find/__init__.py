"""Finding words in the events, the batches, the epochs and the log."""
