"""What happened: events as instants, in the order they were appended. Knows no Keras and no Qt."""
