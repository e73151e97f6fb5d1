"""Fit Inspector: see what `model.fit` really did with your data generator.

Importing this package imports neither Qt nor TensorFlow.
"""

__version__ = "0.1.0"
