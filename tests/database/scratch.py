"""Where the run's databases lie: in memory where the machine offers enough, else in the temporary folder."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
"""On Linux a file system in memory. A copy for a test costs a quarter of what it does on a disk."""
NEEDED = 2 * 1024**3


def make_folder(purpose: str, *, on_disk: bool = False) -> Path:
    """Make a new folder that only this user can enter."""
    usable = not on_disk and MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= NEEDED
    return Path(tempfile.mkdtemp(prefix=f"exchange-{purpose}-", dir=MEMORY if usable else None))
