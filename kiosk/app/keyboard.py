"""Where Qt's pinyin engine keeps its user dictionary: in a folder of this process that goes with it.

The engine learns nothing from our fields (they say ``ImhSensitiveData``), but it opens a dictionary all the same, below the
user's configuration folder and nowhere else (``VirtualKeyboardSettings.userDataPath`` does not move it, 6.11.3). It does so
once a process, whenever it is first used.
"""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import tempfile
from pathlib import Path


@functools.cache
def dictionary_folder() -> Path:
    """Make the folder and point the engine to it; the same one for the whole life of the process."""
    config = Path(tempfile.mkdtemp(prefix="kiosk-keyboard-"))
    atexit.register(shutil.rmtree, config, ignore_errors=True)
    folder = config / "qtvirtualkeyboard" / "pinyin"
    folder.mkdir(parents=True)
    (folder / "usr_dict.dat").touch()  # without it the engine warns that it makes the folder
    os.environ["XDG_CONFIG_HOME"] = str(config)
    return folder
