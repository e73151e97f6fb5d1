"""Watching a tf.data pipeline: the shape of each batch as it leaves the pipeline's end.

What happens inside the pipeline is C++ and is not seen: a batch's `PULL_END` is the instant at which it left, and its
position within the pass is its number. A `scan` is added behind the pipeline, because it keeps a counter of its own
for each iterator and leaves cardinality and element_spec as they are; batches pass through it unchanged.
"""

from __future__ import annotations

from typing import Any

from inspector.fit.taps.signature import leaves_of, structure_of
from inspector.fit.taps.watch import SourceWatch
from inspector.recording.events import Kind

NOT_DESCRIBED = (0.0, 0.0, 0.0, 0.0)


def watched_tf_dataset(dataset: Any, source: SourceWatch, a_pass: int | None = None) -> Any:
    """`dataset` with each batch that leaves it recorded.

    `a_pass`: the batches in one pass over the data, where `dataset` holds several passes; None: it is one.
    """
    try:
        return _with_notes(dataset, source, a_pass)
    except Exception:  # elements that a scan cannot carry (windows, say): fit goes on, and what it took is not known
        return dataset


def _with_notes(dataset: Any, source: SourceWatch, a_pass: int | None) -> Any:
    import tensorflow as tf

    note = _Note(tf, dataset, source, a_pass)

    @tf.autograph.experimental.do_not_convert
    def pass_through(position: Any, batch: Any) -> Any:
        leaves = [leaf for _, leaf in leaves_of(batch) if leaf is not None]
        bad = tf.stack([_non_finite(tf, leaf) for leaf in leaves])
        likes = [_described(tf, leaf) if source.watch.statistics else NOT_DESCRIBED for leaf in leaves]
        shapes = [_shape(tf, leaf) for leaf in leaves]
        noted = tf.numpy_function(note, [position, bad, tf.stack(likes), *shapes], [], stateful=True)
        # The counter waits for the note, and scan waits for the counter: no batch leaves before it was noted.
        with tf.control_dependencies([noted]):
            return tf.identity(position) + 1, batch

    return dataset.scan(tf.zeros((), tf.int64), pass_through)


class _Note:
    """Called from the pipeline with the position of a batch, how many of its values are not finite, and its shapes."""

    def __init__(self, tf: Any, dataset: Any, source: SourceWatch, a_pass: int | None) -> None:
        self._source = source
        self._length = a_pass or int(dataset.cardinality())
        self._a_pass = a_pass
        spec = tf.nest.map_structure(_none_as_itself, dataset.element_spec)
        self._structure = structure_of(spec)
        self._leaves = [(name, leaf.dtype.name) for name, leaf in leaves_of(spec) if leaf is not None]
        self._pass = 0

    def __call__(self, position: Any, bad: Any, likes: Any, *shapes: Any) -> None:
        source = self._source
        index = int(position) if self._a_pass is None else int(position) % self._a_pass
        source.watch.stop.raise_if_urgent()
        if index == 0:
            self._pass = source.pass_begins()
        leaves = [
            (name, tuple(int(size) for size in shape), dtype)
            for (name, dtype), shape in zip(self._leaves, shapes, strict=True)
        ]
        recorder = source.watch.recorder
        signature = source.watch.signatures.shared(self._structure, leaves)
        recorder.put(Kind.PULL_END, source.role, step=self._pass, batch=index, payload=signature)
        not_finite = [
            {"name": name, "count": int(count), "of": None, "sampled": False}
            for (name, _), count in zip(self._leaves, bad, strict=True)
            if count
        ]
        if not_finite:
            recorder.put(Kind.NON_FINITE, source.role, step=self._pass, batch=index, payload={"inputs": not_finite})
        source.delivered(self._pass, index)
        inputs = [
            {"name": name, "min": low, "max": high, "mean": mean, "of": int(of), "sampled": False}
            for (name, _), (low, high, mean, of) in zip(self._leaves, likes.tolist(), strict=True)
            if of
        ]
        if inputs:
            payload = {"inputs": inputs, "took_ns": None}
            recorder.put(Kind.STATISTICS, source.role, step=self._pass, batch=index, payload=payload)
        if index == self._length - 1:
            source.pass_ends(self._pass)


def _none_as_itself(spec: Any) -> Any:
    """In an element_spec a None has a spec of its own, which TensorFlow does not export."""
    return None if type(spec).__name__ == "NoneTensorSpec" else spec


def _shape(tf: Any, leaf: Any) -> Any:
    if isinstance(leaf, tf.RaggedTensor):
        return leaf.bounding_shape(out_type=tf.int64)
    if isinstance(leaf, tf.SparseTensor):
        return leaf.dense_shape
    return tf.shape(leaf, out_type=tf.int64)


def _described(tf: Any, leaf: Any) -> Any:
    """min, max, mean and number of the finite values."""
    values = leaf.values if isinstance(leaf, (tf.RaggedTensor, tf.SparseTensor)) else leaf
    if not (values.dtype.is_floating or values.dtype.is_integer or values.dtype.is_bool):
        return tf.constant(NOT_DESCRIBED, tf.float64)
    numbers = tf.reshape(tf.cast(values, tf.float64), [-1])
    finite = tf.boolean_mask(numbers, tf.math.is_finite(numbers))
    of = tf.cast(tf.size(finite), tf.float64)
    low, high = tf.reduce_min(finite), tf.reduce_max(finite)
    return tf.stack([low, high, tf.math.divide_no_nan(tf.reduce_sum(finite), of), of])


def _non_finite(tf: Any, leaf: Any) -> Any:
    values = leaf.values if isinstance(leaf, (tf.RaggedTensor, tf.SparseTensor)) else leaf
    if values.dtype.is_complex:
        values = tf.math.real(values)
    if not values.dtype.is_floating:
        return tf.zeros((), tf.int64)
    return tf.math.count_nonzero(tf.logical_not(tf.math.is_finite(values)), dtype=tf.int64)
