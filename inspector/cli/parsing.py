"""How the arguments of all commands are read: what is wrong with one is a sentence, never a usage dump."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from inspector.fit.problem import WrongUse


class Parser(argparse.ArgumentParser):
    """Raises `WrongUse` where argparse would print and exit."""

    def error(self, message: str) -> NoReturn:
        raise WrongUse(f"{message} (see {self.prog} --help).")


def whole_number(text: str) -> int:
    """For `type=`."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None


def pairs(given: list[str] | None, flag: str) -> dict[str, str]:
    """`NAME=VALUE` arguments as a dict. Raises `WrongUse` where one is not written so."""
    found: dict[str, str] = {}
    for one in given or []:
        name, equals, value = one.partition("=")
        if not equals or not name.isidentifier():
            raise WrongUse(f"{flag} {one}: write it as NAME=VALUE, for example {flag} batch_size=32.")
        found[name] = value
    return found


def say(sentence: str) -> None:
    """One line for the person, beside whatever goes to standard output."""
    print(sentence, file=sys.stderr, flush=True)
