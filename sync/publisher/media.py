"""Pictures: decoded, bounded and written anew, so that nothing but pixels reaches a terminal.

What a picture is, its content says, not its name. Metadata (place and time of a photo, thumbnails, comments) is dropped,
as are colour profiles: pictures are taken as sRGB. The same picture gives the same bytes with the same Pillow.
"""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from collections.abc import Iterator

import PIL
from msgspec import Struct
from PIL import ExifTags, Image, UnidentifiedImageError

from kiosk.domain.errors import WorldError

SIDE_MAX_PX = 1600
PIXELS_MAX = 40_000_000
"""A 40-megapixel photo takes 120 MB when decoded; more is a mistake or an attack."""
ENCODED_MAX_BYTES = 600_000

# What Pillow's readers let through for truncated, inconsistent and hostile files (found by fuzzing).
PILLOW_FAILS_WITH = (OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, struct.error)

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a camera was held, by the orientation it wrote down."""

_JPEG_QUALITIES = (85, 75, 65, 50)
_SHRINK = 0.75

ENCODER = f"{PIL.__version__}/{SIDE_MAX_PX}/{ENCODED_MAX_BYTES}"
"""What decides the bytes besides the source; a remembered result of another encoder is not used."""


class EncodedImage(Struct, frozen=True):
    """A picture as it is published. ``blob`` is the SHA-256 of its bytes."""

    blob: str
    mime: str
    width: int
    height: int
    size_bytes: int


def encode_image(data: bytes) -> tuple[EncodedImage, bytes]:
    """Re-encode one picture.

    Args:
        data: a JPEG or PNG file.

    Raises:
        WorldError: not such a file, broken, too many pixels, or too large even when shrunk; the code says which.
    """
    picture, drawn = _decode(data)
    picture.thumbnail((SIDE_MAX_PX, SIDE_MAX_PX), Image.Resampling.LANCZOS)
    while True:
        for mime, encoded in _encodings(picture, drawn=drawn):
            if len(encoded) <= ENCODED_MAX_BYTES:
                sha = hashlib.sha256(encoded).hexdigest()
                return EncodedImage(sha, mime, picture.width, picture.height, len(encoded)), encoded
        smaller = (int(picture.width * _SHRINK), int(picture.height * _SHRINK))
        if min(smaller) < 1:
            raise WorldError("publisher.image_too_big", max_kb=ENCODED_MAX_BYTES // 1000)
        picture = picture.resize(smaller, Image.Resampling.LANCZOS)


def _decode(data: bytes) -> tuple[Image.Image, bool]:
    """The pixels, and whether they came as a PNG: then they are more likely drawn than photographed."""
    with warnings.catch_warnings():
        # Pillow warns of odd metadata, which is dropped anyway, and of many pixels, for which there is our own limit.
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as opened:
                if opened.width * opened.height > PIXELS_MAX:
                    raise WorldError("publisher.image_bomb", width=opened.width, height=opened.height, max=PIXELS_MAX)
                opened.load()
                return _upright_pixels(opened), opened.format == "PNG"
        except UnidentifiedImageError as error:
            raise WorldError("publisher.image_format") from error
        except Image.DecompressionBombError as error:
            raise WorldError("publisher.image_bomb", width="?", height="?", max=PIXELS_MAX) from error
        except PILLOW_FAILS_WITH as error:
            raise WorldError("publisher.image_broken", reason=error) from error


def _upright_pixels(opened: Image.Image) -> Image.Image:
    if opened.mode.startswith(("I", "F")):  # 16 bits of grey: converting would only clip them
        raise WorldError("publisher.image_depth")
    clean = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    clean.info.clear()  # EXIF, colour profile, comments, text chunks
    turn = _TURNS.get(opened.getexif().get(ExifTags.Base.Orientation, 1))
    return clean.transpose(turn) if turn is not None else clean


def _encodings(picture: Image.Image, *, drawn: bool) -> Iterator[tuple[str, bytes]]:
    """The picture in the formats that suit it, best first."""
    if drawn or picture.mode == "RGBA":
        yield "image/png", _saved(picture, "PNG", optimize=True)
    if picture.mode == "RGB":
        for quality in _JPEG_QUALITIES:
            yield "image/jpeg", _saved(picture, "JPEG", quality=quality, optimize=True, progressive=True)


def _saved(picture: Image.Image, image_format: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, image_format, **options)
    return out.getvalue()
