"""What is said about each argument in a docstring."""

from __future__ import annotations

from inspector.fit.docstrings import argument_docs, first_sentence


def test_that_googles_way_is_read() -> None:
    doc = """Batches.

Args:
    size (int): how many rows
        a batch has: more is faster
    **rest: the rest

Returns:
    path: not an argument
"""
    assert first_sentence(doc) == "Batches."
    assert argument_docs(doc) == {"size": "how many rows a batch has: more is faster", "rest": "the rest"}


def test_that_numpys_way_is_read() -> None:
    doc = """Batches.

Parameters
----------
size : int, optional
    How many rows
    a batch has.

path
    Where: here.

Returns
-------
data : array
    Not an argument.
"""
    assert argument_docs(doc) == {"size": "How many rows a batch has.", "path": "Where: here."}


def test_that_sphinx_way_is_read() -> None:
    assert argument_docs("Batches.\n\n:param int size: how many\n  rows\n:returns: data\n") == {"size": "how many rows"}


def test_that_a_docstring_without_arguments_says_nothing_about_them() -> None:
    assert argument_docs("Batches.\n\nNote: size matters.\n") == {}
    assert argument_docs("") == {}
