"""What service tasks call: plain typed functions. No SQL, no Flask, no clock: the context says what time it is."""

import importlib
import pkgutil


def load_all() -> None:
    """Import every module of this package, so that its handlers register; the only discovery there is."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        importlib.import_module(module.name)
