"""The published files over HTTP: what may be asked for, how long it may be kept, what has not changed.

A path is matched against the names a publisher writes; anything else does not exist. So no request can leave the folder,
and a file somebody puts there by mistake is not served. A web server or CDN in front may do the same with the same
rules (``sync/README.md``).
"""

from __future__ import annotations

import hashlib
import re
import stat
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

IMMUTABLE = "public, max-age=31536000, immutable"
ALWAYS_ASK = "no-cache"

TIMESTAMP = "metadata/timestamp.json"
_JSON = "application/json"
_BINARY = "application/octet-stream"

# Each with a group named "tag": what tells one version of the file from another.
_FOREVER = (
    (re.compile(r"metadata/(?P<tag>[1-9]\d{0,9}\.(?:root|snapshot|targets|city|d\d{6}))\.json"), _JSON),
    (re.compile(r"targets/4401\d{0,8}/(?P<tag>[0-9a-f]{64})\.manifest\.json"), _JSON),
    (re.compile(r"blob/(?P<tag>[0-9a-f]{64})"), _BINARY),
)


class PublishedFiles:
    """Answers GET and HEAD for the files below ``public``.

    Args:
        public: the folder a publisher writes.
    """

    def __init__(self, public: Path) -> None:
        self._public = public

    def answer(self, request: Request) -> Response:
        """The file, a part of it (Range), or that it is unchanged (If-None-Match).

        Raises:
            HTTPException: 404, there is no such file.
        """
        path: str = request.path_params["path"]
        if path == TIMESTAMP:
            return self._timestamp(request)
        for pattern, media_type in _FOREVER:
            found = pattern.fullmatch(path)
            if found is not None:
                return self._forever(request, path, found["tag"], media_type)
        raise HTTPException(404)

    def _timestamp(self, request: Request) -> Response:
        # Read whole: it is small, and replaced under us by renaming.
        try:
            data = (self._public / TIMESTAMP).read_bytes()
        except FileNotFoundError:
            raise HTTPException(404) from None
        etag = f'"{hashlib.sha256(data).hexdigest()}"'
        headers = {"etag": etag, "cache-control": ALWAYS_ASK}
        if _is_known(request, etag):
            return Response(status_code=304, headers=headers)
        return Response(data, media_type=_JSON, headers=headers)

    def _forever(self, request: Request, path: str, tag: str, media_type: str) -> Response:
        file = self._public / path
        try:
            status = file.lstat()
        except FileNotFoundError:
            status = None
        if status is None or not stat.S_ISREG(status.st_mode):
            # A client that asks too early (the next root) must be free to ask again.
            raise HTTPException(404, headers={"cache-control": ALWAYS_ASK})
        headers = {"etag": f'"{tag}"', "cache-control": IMMUTABLE}
        if _is_known(request, headers["etag"]):
            return Response(status_code=304, headers=headers)
        return FileResponse(file, headers=headers, media_type=media_type, stat_result=status)


def _is_known(request: Request, etag: str) -> bool:
    given = request.headers.get("if-none-match", "")
    return given.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in given.split(","))
