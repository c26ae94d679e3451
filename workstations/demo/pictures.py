"""Photographs for the demo, drawn by the program: a courtyard before and after, a signed paper."""

import io
import random
from importlib.util import find_spec
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

SKY, WALL, EARTH = (206, 222, 232), (222, 208, 186), (150, 134, 112)
SIZE = (1280, 960)


def picture_draw(stage: str, seed: int) -> bytes:
    """A JPEG of a courtyard: ``before`` with weeds and puddles, ``during`` with bare earth and
    tools, ``after`` with flower beds. The same seed gives the same courtyard."""
    chance = random.Random(seed)  # noqa: S311 - pictures need no secrets
    image = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(image)
    _house(draw, chance)
    draw.polygon([(0, 560), (1280, 520), (1280, 960), (0, 960)], fill=_ground(stage))
    _PAINTERS[stage](draw, chance)
    image = image.filter(ImageFilter.GaussianBlur(0.8))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


def slip_draw(name: str, words: str) -> bytes:
    """A JPEG of a paper slip photographed on a table: what it says, and a name signed by hand."""
    image = Image.new("RGB", (900, 640), (118, 92, 70))
    paper = Image.new("RGB", (780, 500), (250, 247, 238))
    draw = ImageDraw.Draw(paper)
    for y in range(150, 470, 62):
        draw.line((50, y, 730, y), fill=(214, 206, 190), width=2)
    ink, pen = (48, 46, 44), (24, 44, 104)
    for row in range(0, len(words), 18):
        draw.text((56, 62 + row // 18 * 62), words[row : row + 18], fill=ink, font=_font(36))
    signed = Image.new("RGBA", (300, 110), (0, 0, 0, 0))
    ImageDraw.Draw(signed).text((14, 14), name, fill=(*pen, 255), font=_font(58))
    draw.text((330, 388), "签名：", fill=ink, font=_font(34))
    signed = signed.rotate(6, resample=Image.Resampling.BICUBIC)
    paper.paste(signed, (430, 356), signed)
    image.paste(paper, (60, 70))
    out = io.BytesIO()
    image.rotate(-1.5, fillcolor=(118, 92, 70)).save(out, "JPEG", quality=80)
    return out.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    """The OFL font that comes as a package, as in the documents."""
    folder = Path(find_spec("pylopdf_fonts_zh_cn").submodule_search_locations[0])
    return ImageFont.truetype(str(folder / "NotoSerifSC-Regular.otf"), size)


def _ground(stage: str) -> tuple:
    return {"before": (126, 122, 96), "during": EARTH, "after": (196, 190, 178)}[stage]


def _house(draw, chance) -> None:
    """An old grey-tiled house with wooden windows along the back."""
    top = 170 + chance.randrange(60)
    draw.rectangle((0, top, 1280, 560), fill=WALL)
    draw.polygon([(0, top), (1280, top - 40), (1280, top - 90), (0, top - 60)], fill=(92, 96, 102))
    for x in range(60, 1280, 200):
        draw.rectangle((x, top + 90, x + 110, top + 260), fill=(104, 74, 54))
        draw.rectangle((x + 10, top + 100, x + 100, top + 250), fill=(70, 84, 92))
        draw.line((x + 55, top + 100, x + 55, top + 250), fill=(104, 74, 54), width=6)


def _weeds(draw, chance) -> None:
    for _ in range(5):
        x, y = chance.randrange(80, 1100), chance.randrange(640, 880)
        draw.ellipse((x, y, x + chance.randrange(120, 260), y + 50), fill=(120, 138, 148))
    for _ in range(900):
        x, y = chance.randrange(0, 1280), chance.randrange(570, 950)
        lean, height = chance.randrange(-14, 14), chance.randrange(16, 60)
        green = (70 + chance.randrange(40), 96 + chance.randrange(50), 52)
        draw.line((x, y, x + lean, y - height), fill=green, width=3)


def _digging(draw, chance) -> None:
    for _ in range(2600):
        x, y = chance.randrange(0, 1280), chance.randrange(570, 950)
        shade = chance.randrange(-24, 24)
        draw.ellipse((x, y, x + 8, y + 5), fill=tuple(c + shade for c in EARTH))
    draw.line((300, 560, 420, 860), fill=(122, 84, 50), width=14)
    draw.polygon([(400, 850), (470, 840), (450, 940), (410, 930)], fill=(120, 126, 130))
    draw.rectangle((820, 660, 1010, 760), fill=(196, 120, 52))
    draw.ellipse((880, 740, 950, 810), fill=(48, 48, 50))


def _flowers(draw, chance) -> None:
    for row in range(3):
        y = 640 + row * 110
        draw.rounded_rectangle((90, y, 1190, y + 64), radius=18, fill=(112, 78, 56))
        for _ in range(150):
            x, high = chance.randrange(105, 1175), y + chance.randrange(-22, 40)
            draw.ellipse((x, high, x + 22, high + 16), fill=(58, 116 + chance.randrange(40), 68))
        for _ in range(70):
            x, high = chance.randrange(105, 1165), y + chance.randrange(-34, 26)
            colour = chance.choice(
                [(196, 52, 110), (224, 96, 140), (244, 206, 84), (240, 240, 236)]
            )
            draw.ellipse((x, high, x + 15, high + 15), fill=colour)


_PAINTERS = {"before": _weeds, "during": _digging, "after": _flowers}
