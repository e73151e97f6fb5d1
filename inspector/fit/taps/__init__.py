"""The taps: where events come from. Each watches one thing of Keras and changes nothing of what it watches."""
