"""A kiosk that runs for weeks gives large blocks back to the system each time, not only the first."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

# A second large block after a first one was freed: glibc's own way is to take it from the heap, between small ones.
SECOND_BLOCK = """
import ctypes, sys
if sys.argv[1] == "steady":
    from kiosk.cli.environment import steady_heap
    steady_heap()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
libc.free(libc.malloc(1 << 20))
block = libc.malloc(1 << 20)
heap = next(line.split()[0] for line in open("/proc/self/maps") if line.endswith("[heap]\\n"))
low, high = (int(end, 16) for end in heap.split("-"))
print("heap" if low <= block < high else "its own")
"""


@pytest.mark.parametrize(("how", "where"), [("steady", "its own"), ("as it comes", "heap")])
def test_a_large_block_has_a_place_of_its_own(how: str, where: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    done = subprocess.run(
        [sys.executable, "-c", SECOND_BLOCK, how], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == where
