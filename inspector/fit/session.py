"""One run, from the person's file to the last event: load, build, watch `fit`, tell how it ended.

Separation of concerns:

- `discovery`: what a module offers, without running it.
- `loading`, `choosing`: the module and the objects in it.
- `taps`: watching Keras.
- `Session` (here): the order of it all, on whichever thread `run` is called.
"""

from __future__ import annotations

import contextlib
import datetime
import platform
import sys
import threading
import traceback
from collections.abc import Iterator
from typing import Any, TextIO

from inspector import __version__
from inspector.fit import choosing
from inspector.fit.devices import device_name, on_device
from inspector.fit.discovery import Discovered, discover
from inspector.fit.loading import ModuleFailed, importable, load_module
from inspector.fit.output import record_output
from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest
from inspector.fit.stopping import StoppedByPerson, StopRequest
from inspector.fit.watched_fit import Arguments, set_group, watched_fit
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder

_RUNNING = threading.Lock()


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Taps, streams and warnings belong to the process: two runs at once would put back each other's."""
    if not _RUNNING.acquire(blocking=False):
        raise WrongUse("Another run still goes on in this process: wait until it has ended, or start a new process.")
    try:
        yield
    finally:
        _RUNNING.release()


class Session:
    """One run of one request. `run` blocks until it is over and never raises; `stop` may be called from any thread."""

    can_be_ended = False

    def __init__(self, request: FitRequest, recorder: Recorder, echo: TextIO | None = None) -> None:
        self.request = request
        self.recorder = recorder
        self.problem: str | None = None
        """After `run`: the sentence for the person where the request could not be carried out, else None."""
        self.stopping = StopRequest()
        self._echo = echo

    def stop(self) -> int:
        """Ask to stop: once, after the current batch; twice, at the next event. Returns how often it was asked."""
        times = self.stopping.ask()
        self.recorder.put(Kind.STOP_ASKED, batch=times)
        return times

    def run(self) -> None:
        """Do the run. What goes wrong in the person's code is recorded; what was wrongly asked is in `problem`."""
        outcome, failed = "raised", False
        self.recorder.name_thread("fit")
        self.recorder.put(Kind.RUN_BEGIN, payload=self._header())
        try:
            with _alone(), record_output(self.recorder, self._echo):
                outcome = self._run()
        except WrongUse as problem:
            self.problem = str(problem)
            if isinstance(problem, ModuleFailed):
                self.recorder.put(Kind.FIT_RAISED, payload=problem.failure)
        except StoppedByPerson:
            outcome = "cancelled"
        except Exception as error:  # ours: tell it as such rather than die on a thread
            failed = True
            self.problem = f"Fit Inspector itself failed: {type(error).__name__}: {error}"
            self.recorder.put(Kind.OUTPUT, payload={"text": traceback.format_exc(), "stream": "inspector"})
        finally:
            told = {} if self.problem is None else {"problem": self.problem, "failed": failed}
            self.recorder.put(Kind.RUN_END, payload={"outcome": outcome, **told})

    def _run(self) -> str:
        request = self.request
        offered = discover(request.module)
        # The module first: what it sets before it imports Keras (environment variables, devices) must still count.
        first = "" if "tensorflow" in sys.modules else " and TensorFlow"
        self._phase(f"Loading {request.module.name}{first}…")
        if request.seed is not None:
            import keras

            keras.utils.set_random_seed(request.seed)
        if request.device is not None:
            device_name(request.device)
        with importable(request.module), on_device(request.device):
            module = load_module(request.module)
            model, arguments = self._build(module, offered)
            self._environment()
            self._phase("Running fit…")
            return watched_fit(model, arguments, self.recorder, self.stopping, request.statistics)

    def _build(self, module: Any, offered: Discovered) -> tuple[Any, Arguments]:
        request = self.request
        data_name = choosing.choose(request.data, offered.data, "data", "--data")
        if data_name is None:
            raise WrongUse(
                f"No generator or dataset was found in {request.module.name}: define a function that yields batches, "
                "a PyDataset or a tf.data.Dataset in it, or name one (on the command line: --data NAME)."
            )
        self._phase("Building the data and the model…")
        data = choosing.build(module, data_name, request.data_args, "--data")
        choosing.check_data(data, data_name)
        model, data, model_name = self._model(module, offered, data)
        validation_name = choosing.choose(request.validation, offered.validations, "validation data", "--validation")
        validation = None
        if validation_name is not None:
            validation = choosing.build(module, validation_name, request.validation_args, "--validation")
            choosing.check_data(validation, validation_name)
        callbacks_name = request.callbacks
        if callbacks_name is None and len(offered.callbacks) == 1 and offered.callbacks[0].ready:
            callbacks_name = offered.callbacks[0].name
        callbacks = None
        if callbacks_name:
            callbacks = choosing.as_callbacks(choosing.build(module, callbacks_name, {}, "--callbacks"), callbacks_name)
        if request.steps_per_execution is not None:
            set_group(model, request.steps_per_execution)
        header = {"data": data_name, "model": model_name, "validation": validation_name, "callbacks": callbacks_name}
        self.recorder.put(Kind.RUN_BEGIN, payload={**self._header(), **header})
        return model, Arguments.of(request, data, validation, callbacks)

    def _model(self, module: Any, offered: Discovered, data: Any) -> tuple[Any, Any, str]:
        request = self.request
        if request.model is not None and request.model.endswith(choosing.MODEL_FILES):
            path = request.module.parent / request.model
            model = choosing.load_model_file(path)
            choosing.check_model(model, request.model)
            return model, data, path.name
        name = choosing.choose(request.model, offered.models, "model", "--model")
        if name is not None:
            model = choosing.build(module, name, request.model_args, "--model")
            choosing.check_model(model, name)
            return model, data, name
        from inspector.fit.small_model import first_batch, small_model_for

        batch, data = first_batch(data)
        return small_model_for(batch), data, "a small model made to fit the data"

    # -- telling --

    def _header(self) -> dict[str, Any]:
        request = self.request
        return {
            "file": str(request.module.absolute()),
            "data": request.data,
            "model": request.model,
            "validation": request.validation,
            "callbacks": request.callbacks,
            "arguments": {
                "data": dict(request.data_args),
                "model": dict(request.model_args),
                "validation": dict(request.validation_args),
            },
            "steps_per_execution": request.steps_per_execution,
            "seed": request.seed,
            "device": request.device,
            "statistics": request.statistics,
            "isolate": request.isolate,
            "started": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
            "version": __version__,
        }

    def _phase(self, text: str) -> None:
        self.stopping.raise_if_urgent()
        self.recorder.put(Kind.PHASE, payload={"text": text})

    def _environment(self) -> None:
        """Tell what it runs on; once the objects are built, because asking for devices settles them."""
        import keras
        import tensorflow as tf

        if keras.backend.backend() != "tensorflow":
            raise WrongUse(
                f"Keras runs on {keras.backend.backend()} here, and the inspector watches it on TensorFlow: leave "
                "KERAS_BACKEND unset, or set it to tensorflow."
            )
        self.recorder.put(
            Kind.ENVIRONMENT,
            payload={
                "inspector": __version__,
                "python": platform.python_version(),
                "tensorflow": tf.__version__,
                "keras": keras.__version__,
                "engine": "keras",
                "device": device_name(self.request.device),
            },
        )
