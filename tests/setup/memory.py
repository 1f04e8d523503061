"""A folder in memory for what tests write: thousands of durable commits wait for a disk, and none is to last."""

import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path("/dev/shm")
ENOUGH = 2 * 1024**3


def use_memory(folder: Path = FOLDER, enough: int = ENOUGH) -> bool:
    """Let this process and those it starts keep temporary files in memory, where there is room; a container may have
    very little. Whoever has set TMPDIR has chosen already. Returns whether it is so.
    """
    if "TMPDIR" in os.environ or not os.access(folder, os.W_OK | os.X_OK):
        return False
    if shutil.disk_usage(folder).free < enough:
        return False
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None  # it is asked for anew
    return True
