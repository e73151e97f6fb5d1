"""What it means: the run as epochs, steps and batches, what was expected of it, and the findings. No Qt, no Keras."""
