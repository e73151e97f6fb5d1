"""Running the person's code: finding it, loading it, watching `fit`. Keras is imported when it is needed; no Qt."""
