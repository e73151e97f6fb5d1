"""The window. Nothing in here imports TensorFlow or Keras; `fit` runs on a thread of its own."""
