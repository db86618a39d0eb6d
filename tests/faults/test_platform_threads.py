"""The platform's threads: what two of them meet for the first time at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

FIRST_REQUESTS = """
import os, sys, threading
from sync.platform.requests import _batch, _check_version, _decode
from sync.protocol.messages import InboxRequest, LeaseRequest
BATCH = (b'{"v":1,"terminal":"K-00001","incarnation":1,"journal":"01a200fb-5100-7000-8000-000000000000","first":1,"last":1,'
    b'"items":[{"line":""}],"at":"2026-01-01T00:00:00Z","software":"1","missing":[]}')
crashed = 0
for _ in range(int(sys.argv[1])):
    child = os.fork()
    if child == 0:
        sys.setswitchinterval(1e-7)
        together = threading.Barrier(16)
        def first():
            together.wait()
            for read in (_check_version, _batch, lambda d: _decode(d, InboxRequest), lambda d: _decode(d, LeaseRequest)):
                try:
                    read(BATCH)
                except Exception:
                    pass
        threads = [threading.Thread(target=first) for _ in range(16)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        os._exit(0)
    crashed += os.waitpid(child, 0)[1] != 0
print(crashed)
"""


def test_the_first_requests_may_all_come_at_once(long_run: bool) -> None:
    """Types are known before there are threads: msgspec falls over where two threads meet one for the first time."""
    command = [sys.executable, "-c", FIRST_REQUESTS, str(1000 if long_run else 60)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "0\n", done.stderr[-1000:]
