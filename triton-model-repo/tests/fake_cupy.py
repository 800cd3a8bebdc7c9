"""Stands in for CuPy: arrays that NumPy's functions dispatch to and that never turn into NumPy's.

Like CuPy's they refuse to be mixed with NumPy arrays, so code that passes with them keeps to one
device.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin


class DeviceArray(NDArrayOperatorsMixin):
    """Memory of the host that plays the device's."""

    def __init__(self, values: np.ndarray) -> None:
        self.values = values

    def __array__(self, dtype=None):
        raise TypeError("Implicit conversion to a NumPy array is not allowed")

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        return _wrap(getattr(ufunc, method)(*_unwrap(inputs), **options))

    def __array_function__(self, function, types, positional, named):
        return _wrap(function(*_unwrap(positional), **{k: _unwrap(v) for k, v in named.items()}))

    def __getitem__(self, place):
        return _wrap(self.values[place])

    def __len__(self):
        return len(self.values)

    def __bool__(self):
        return bool(self.values)

    def __getattr__(self, name):
        if name in ("shape", "dtype", "ndim", "nbytes"):
            return getattr(self.values, name)
        if name in ("astype", "copy", "clip", "std", "mean", "all", "transpose", "reshape"):
            return lambda *positional, **named: _wrap(
                getattr(self.values, name)(*_unwrap(positional), **named)
            )
        raise AttributeError(name)


class FakeCupy:
    """The part of CuPy's interface that is used."""

    def __init__(self) -> None:
        self.synchronised = 0
        self.cuda = self

    def Device(self):  # noqa: N802 (CuPy's name)
        return type("Device", (), {"id": 3})()

    def get_current_stream(self):
        return self

    def synchronize(self):
        self.synchronised += 1

    def asarray(self, array):
        return array if isinstance(array, DeviceArray) else DeviceArray(np.array(array))

    def ascontiguousarray(self, array):
        return DeviceArray(np.ascontiguousarray(array.values))

    def asnumpy(self, array):
        return array.values

    def from_dlpack(self, capsule):
        return capsule


def _wrap(result):
    return (
        DeviceArray(np.asarray(result)) if isinstance(result, (np.ndarray, np.generic)) else result
    )


def _unwrap(given):
    if isinstance(given, (tuple, list)):
        return type(given)(_unwrap(part) for part in given)
    if isinstance(given, DeviceArray):
        return given.values
    if isinstance(given, np.ndarray):
        raise TypeError("Unsupported type <class 'numpy.ndarray'>")
    return given
