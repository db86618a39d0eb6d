"""Pictures reach terminals as pixels only, within their limits, and always as the same bytes."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageOps, PngImagePlugin

from kiosk.domain.content import Media
from kiosk.domain.errors import WorldError
from sync.publisher.checking import check_sources
from sync.publisher.media import ENCODED_MAX_BYTES, SIDE_MAX_PX, encode_image
from sync.publisher.problems import RejectedSourcesError
from sync.publisher.shelf import ImageShelf
from tests.content_sources import CITY, NOW, ContentSources


def picture(width: int, height: int, *, mode: str = "RGB", noisy: bool = False) -> Image.Image:
    made = Image.new(mode, (width, height), 0)
    if noisy:
        made.frombytes(random.Random(5).randbytes(width * height * len(mode)))  # noqa: S311
    else:
        made.paste((200, 30, 30, 120)[: len(mode)], (0, 0, width // 2, height))
    return made


def saved(made: Image.Image, image_format: str, **options: object) -> bytes:
    out = io.BytesIO()
    made.save(out, image_format, **options)
    return out.getvalue()


def reopened(data: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(data))
    made.load()
    return made


def refusal(data: bytes) -> str:
    with pytest.raises(WorldError) as caught:
        encode_image(data)
    return caught.value.code


def test_a_photo_is_scaled_to_the_screen_and_loses_place_and_time() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    data = saved(picture(4000, 3000), "JPEG", exif=exif, comment=b"SECRET-NOTE", icc_profile=b"SECRET-PROFILE" * 20)
    image, encoded = encode_image(data)
    assert (image.mime, image.width, image.height) == ("image/jpeg", SIDE_MAX_PX, 1200)
    assert image.size_bytes == len(encoded) <= ENCODED_MAX_BYTES
    assert image.blob == hashlib.sha256(encoded).hexdigest()
    assert b"SECRET" not in encoded
    assert not reopened(encoded).getexif()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_however_the_camera_was_held(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    taken = Image.new("RGB", (40, 30))
    taken.putpixel((3, 2), (255, 255, 255))
    data = saved(taken, "PNG", exif=exif)
    _, encoded = encode_image(data)
    assert reopened(encoded).tobytes() == ImageOps.exif_transpose(reopened(data)).tobytes()


def test_a_drawing_keeps_its_edges_and_its_transparency() -> None:
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "SECRET-NOTE")
    image, encoded = encode_image(saved(picture(300, 200, mode="RGBA"), "PNG", pnginfo=note))
    assert image.mime == "image/png"
    assert b"SECRET" not in encoded
    assert reopened(encoded).getpixel((10, 10)) == (200, 30, 30, 120)
    assert encode_image(saved(picture(300, 200), "PNG"))[0].mime == "image/png"


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_even_noise_is_brought_below_the_limit(mode: str) -> None:
    image, encoded = encode_image(saved(picture(1800, 1500, mode=mode, noisy=True), "PNG", compress_level=1))
    assert len(encoded) <= ENCODED_MAX_BYTES
    assert image.width / image.height == pytest.approx(1.2, rel=0.02)


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = saved(picture(500, 400, noisy=True), "JPEG")
    assert encode_image(data) == encode_image(data)


def _png_header(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(50_000, 50_000), (10_000, 4_001), (2**31 - 1, 2**31 - 1)])
def test_a_small_file_that_claims_billions_of_pixels_is_refused_undecoded(width: int, height: int) -> None:
    assert refusal(_png_header(width, height)) == "publisher.image_bomb"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "publisher.image_format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "publisher.image_format"),
        (saved(Image.new("RGB", (10, 10)), "GIF"), "publisher.image_format"),
        (saved(Image.new("RGB", (10, 10)), "WEBP"), "publisher.image_format"),
        (saved(picture(900, 900, noisy=True), "JPEG")[:2000], "publisher.image_broken"),
        (saved(picture(900, 900, noisy=True), "PNG")[:2000], "publisher.image_broken"),
        (saved(Image.new("I;16", (10, 10)), "PNG"), "publisher.image_depth"),
    ],
)
def test_what_is_no_whole_jpeg_or_png_is_refused(data: bytes, code: str) -> None:
    """Decided by content; the name of the file is not looked at."""
    assert refusal(data) == code


def test_damaged_pictures_are_refused_in_words_and_never_crash() -> None:
    rng = random.Random(11)  # noqa: S311
    whole = saved(picture(200, 150, noisy=True), "PNG"), saved(picture(200, 150, noisy=True), "JPEG")
    for _ in range(60):
        damaged = bytearray(rng.choice(whole))
        for _ in range(rng.randint(1, 20)):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        with contextlib.suppress(WorldError):
            image, _ = encode_image(bytes(damaged))
            assert image.size_bytes <= ENCODED_MAX_BYTES


def test_a_picture_is_encoded_once_and_again_only_when_its_blob_is_lost() -> None:
    data = saved(picture(300, 200), "JPEG")
    first = ImageShelf({}, is_ready=lambda _: False)
    image = first.take(data)
    assert first.take(data) == image
    assert list(first.encoded) == [image.blob]
    second = ImageShelf(first.used, is_ready=lambda sha: sha == image.blob)
    assert second.take(data) == image
    assert not second.encoded
    third = ImageShelf(first.used, is_ready=lambda _: False)
    assert third.take(data) == image
    assert list(third.encoded) == [image.blob]


def _media(sources: ContentSources, **fields: object) -> None:
    item = {
        "id": "media.hall",
        "scope": CITY,
        "verified_on": dt.date(2026, 11, 22),
        "title": "大厅",
        "file": "hall.jpg",
    }
    sources.write("media/hall.yaml", {**item, **fields})


def test_a_media_item_gets_blob_size_and_type_from_its_file(tmp_path: Path) -> None:
    sources = ContentSources(tmp_path)
    _media(sources)
    sources.write("media/hall.jpg", saved(picture(2000, 1000), "JPEG"))
    checked = check_sources(sources.folder, now=NOW, icons_folder=sources.icons)
    body = next(draft.body for draft in checked.drafts if draft.id == "media.hall")
    assert isinstance(body, Media)
    assert (body.mime, body.width, body.height) == ("image/jpeg", 1600, 800)
    assert checked.shelf.encoded[body.blob]


def test_faults_of_media_are_reported_with_all_others(tmp_path: Path) -> None:
    sources = ContentSources(tmp_path)
    _media(sources, file="../secret.jpg", width=5, credit="<b>")
    sources.write(
        "media/other.yaml",
        {"id": "media.o", "scope": CITY, "verified_on": dt.date(2026, 1, 1), "title": "x", "file": "o.png"},
    )
    sources.write("media/o.png", b"no picture")
    sources.write("media/stray.png", b"")
    sources.write("media/none.yaml", {"id": "media.n", "scope": CITY, "verified_on": dt.date(2026, 1, 1), "title": "x"})
    with pytest.raises(RejectedSourcesError) as caught:
        check_sources(sources.folder, now=NOW, icons_folder=sources.icons)
    assert {(p.file, p.field, p.code) for p in caught.value.problems} == {
        ("media/hall.yaml", "file", "publisher.no_image"),
        ("media/hall.yaml", "width", "publisher.filled_in"),
        ("media/hall.yaml", "credit", "text.markup"),
        ("media/other.yaml", "file", "publisher.image_format"),
        ("media/stray.png", "", "publisher.unused_image"),
        ("media/none.yaml", "", "publisher.missing"),
    }
