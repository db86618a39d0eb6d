"""What the UI process forbids itself before anything is typed: leaving its memory behind on the disk."""

from __future__ import annotations

import ctypes
import os
import resource
import signal

from kiosk.domain.errors import WorldError

_PR_SET_PDEATHSIG = 1
_PR_GET_DUMPABLE = 3
_PR_SET_DUMPABLE = 4


def forbid_core_dumps() -> None:
    """No core file of this process, whatever handles them (a limit of 0 does not stop a core that is piped to a program).

    Also keeps other processes of the same user from reading its memory.

    Raises:
        WorldError: the kernel refuses (``ui.core_dumps``).
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 or libc.prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise WorldError("ui.core_dumps", reason=os.strerror(ctypes.get_errno()))


def die_with_parent() -> None:
    """Whatever ends the parent ends this process too, also one that hangs."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
