"""Several workers of one training, a group of lanes each, over each other on one axis."""
