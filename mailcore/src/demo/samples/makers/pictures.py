"""Draws the pictures of the samples. All of them are ours; nothing is taken from elsewhere.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install pillow
    /tmp/venv/bin/python pictures.py [NAME...]      # needs chromium; writes ../files/NAME.jpg or .png

Each picture is a function below that gives an SVG. Chromium paints it, Pillow makes it small.
"""

import io
import pathlib
import random
import subprocess
import sys
import tempfile

from PIL import Image

FILES = pathlib.Path(__file__).resolve().parent.parent / "files"
SERIF = "font-family='Noto Serif, serif'"
SANS = "font-family='Inter, sans-serif'"


def gradient(name, *stops, across=False):
    """A linear gradient from top to bottom: pairs of a place in percent and a color."""
    end = "x2='1' y2='0'" if across else "x2='0' y2='1'"
    inner = "".join(f"<stop offset='{at}%' stop-color='{color}'/>" for at, color in stops)
    return f"<linearGradient id='{name}' x1='0' y1='0' {end}>{inner}</linearGradient>"


def rect(x, y, w, h, fill, more=""):
    return f"<rect x='{x}' y='{y}' width='{w}' height='{h}' fill='{fill}' {more}/>"


def path(d, fill, more=""):
    return f"<path d='{d}' fill='{fill}' {more}/>"


def circle(x, y, r, fill, more=""):
    return f"<circle cx='{x}' cy='{y}' r='{r}' fill='{fill}' {more}/>"


def text(x, y, size, words, fill, more=SERIF, anchor="middle"):
    return f"<text x='{x}' y='{y}' font-size='{size}' fill='{fill}' text-anchor='{anchor}' {more}>{words}</text>"


def hills(y, height, fill, seed, width=960, floor=640):
    """A soft ridge from left to right."""
    chance = random.Random(seed)
    points = [(x, y - chance.random() * height) for x in range(0, width + 161, 160)]
    d = f"M-10 {floor} L-10 {points[0][1]:.0f}"
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        d += f" C{x0 + 80} {y0:.0f} {x1 - 80} {y1:.0f} {x1} {y1:.0f}"
    return path(d + f" L{width + 160} {floor} Z", fill)


def ripples(y0, y1, fill, seed, count=60, width=960, middle=480):
    """Strokes of light on water, wider the nearer they are."""
    chance = random.Random(seed)
    out = ""
    for _ in range(count):
        near = chance.random()
        y = y0 + (y1 - y0) * near
        length = (20 + 90 * near) * (0.5 + chance.random())
        x = middle + (chance.random() - 0.5) * (140 + 700 * near)
        out += rect(f"{x - length / 2:.0f}", f"{y:.0f}", f"{length:.0f}", f"{1.5 + 3 * near:.1f}", fill,
                    f"rx='2' opacity='{0.25 + 0.5 * chance.random():.2f}'")
    return out


def tiles(x0, y0, x1, y1, colors, seed, sag=0, step=22):
    """Rows of roof tiles in a rectangle; `sag` bends them."""
    chance = random.Random(seed)
    out = ""
    rows = int((y1 - y0) / 14)
    for row in range(rows):
        y = y0 + row * 14
        shift = step / 2 * (row % 2)
        x = x0 - shift
        while x < x1:
            bend = sag * (1 - ((x - (x0 + x1) / 2) / ((x1 - x0) / 2)) ** 2)
            out += path(f"M{x:.0f} {y + bend:.0f} h{step - 1} v11 q-{step / 2} 9 -{step - 1} 0 Z", chance.choice(colors))
            x += step
    return out


def tree(x, y, size, colors, seed):
    chance = random.Random(seed)
    out = rect(x - size * 0.06, y - size * 0.5, size * 0.12, size * 0.5, "#5b4334")
    for _ in range(26):
        dx, dy = (chance.random() - 0.5) * size * 0.8, -size * (0.45 + chance.random() * 0.6)
        out += circle(f"{x + dx:.0f}", f"{y + dy:.0f}", f"{size * (0.12 + chance.random() * 0.1):.0f}",
                      chance.choice(colors))
    return out


def sunset():
    defs = gradient("sky", (0, "#2b3a67"), (40, "#b5577a"), (72, "#f08a5d"), (100, "#ffd391"))
    defs += gradient("pond", (0, "#f5b27a"), (35, "#b4566f"), (100, "#1f2a4d"))
    defs += "<radialGradient id='glow'><stop offset='0%' stop-color='#fff3c9'/><stop offset='100%' stop-color='#fff3c9' stop-opacity='0'/></radialGradient>"
    body = rect(0, 0, 960, 360, "url(#sky)")
    for x, y, w in [(120, 90, 260), (520, 130, 330), (300, 190, 420), (700, 60, 180), (40, 230, 240)]:
        body += f"<ellipse cx='{x + w / 2}' cy='{y}' rx='{w / 2}' ry='9' fill='#f6a57c' opacity='.55'/>"
        body += f"<ellipse cx='{x + w / 2 + 30}' cy='{y + 9}' rx='{w / 3}' ry='5' fill='#ffd6a0' opacity='.6'/>"
    body += circle(500, 318, 170, "url(#glow)") + circle(500, 318, 46, "#fff0bf")
    body += hills(345, 70, "#6d4567", 4, floor=372) + hills(362, 40, "#45304f", 9, floor=372)
    body += rect(0, 366, 960, 274, "url(#pond)")
    body += ripples(376, 640, "#ffe2ab", 7, 90, middle=500)
    chance = random.Random(3)
    for _ in range(46):
        x = chance.choice([chance.gauss(110, 70), chance.gauss(880, 60)])
        top, lean = 400 + chance.random() * 130, (chance.random() - 0.4) * 40
        body += f"<path d='M{x:.0f} 650 Q{x:.0f} 560 {x + lean:.0f} {top:.0f}' stroke='#181d33' stroke-width='3.5' fill='none'/>"
        if chance.random() < 0.4:
            body += f"<ellipse cx='{x + lean:.0f}' cy='{top:.0f}' rx='5' ry='20' fill='#181d33'/>"
    body += "<path d='M300 150 q12 -10 22 0 q10 -10 22 0' stroke='#3a2c4a' stroke-width='3' fill='none'/>"
    body += "<path d='M350 176 q9 -8 17 0 q8 -8 17 0' stroke='#3a2c4a' stroke-width='2.5' fill='none'/>"
    return 960, 640, defs, body


def wash_house():
    defs = gradient("sky", (0, "#9cc7dd"), (100, "#eef3e3"))
    defs += gradient("river", (0, "#7fb0b2"), (100, "#315f6b"))
    body = rect(0, 0, 960, 640, "url(#sky)") + hills(300, 90, "#b9cfa6", 2) + hills(340, 60, "#8fb27f", 5)
    green = ["#5d8a4f", "#6f9c5a", "#4d7a48", "#86ad66"]
    body += tree(90, 430, 250, green, 1) + tree(890, 420, 290, green, 2) + tree(780, 420, 170, green, 8)
    body += rect(0, 420, 960, 30, "#a9a58f") + rect(0, 446, 960, 194, "url(#river)")
    body += rect(200, 270, 560, 160, "#d9c9a8") + rect(216, 290, 528, 140, "#4f4436")
    for x in (200, 310, 420, 530, 640, 742):
        body += rect(x, 262, 18, 172, "#7b5b3d") + path(f"M{x + 18} 300 L{x + 44} 268 h10 L{x + 18} 314 Z", "#6b4e34")
    for x in (240, 350, 460, 570, 680):
        body += rect(x, 400, 46, 26, "#b8b2a0", "rx='4'")
    roof = ["#b5603e", "#a95334", "#c0714c", "#9b4c32", "#bd6a52"]
    body += path("M170 274 L250 130 H710 L790 274 Q480 296 170 274 Z", "#8c432b")
    body += "<clipPath id='roof'><path d='M170 274 L250 130 Q480 146 710 130 L790 274 Q480 298 170 274 Z'/></clipPath>"
    body += f"<g clip-path='url(#roof)'>{tiles(160, 120, 800, 300, roof, 6, sag=14)}</g>"
    body += path("M300 150 l60 6 l-8 40 l-58 -6 Z", "#3e7fc1", "opacity='.9'") + rect(245, 122, 470, 12, "#7c3c28", "rx='6'")
    body += "<g transform='translate(0 892) scale(1 -1)' opacity='.22'>" + rect(200, 300, 560, 130, "#2d241b")
    body += path("M170 274 L250 130 H710 L790 274 Z", "#6d3a28") + "</g>"
    body += ripples(460, 640, "#dbeee8", 11, 70)
    for x, y in ((330, 545), (392, 560), (448, 548)):
        body += f"<ellipse cx='{x}' cy='{y}' rx='20' ry='11' fill='#f4c430'/>" + circle(x + 16, y - 14, 9, "#f4c430")
        body += path(f"M{x + 24} {y - 15} l10 3 l-10 3 Z", "#e2711d")
    return 960, 640, defs, body


def front():
    defs = gradient("sky", (0, "#54749b"), (100, "#f3c99b")) + gradient("wall", (0, "#f2e2c2"), (100, "#d8bd90"))
    body = rect(0, 0, 960, 640, "url(#sky)") + hills(420, 80, "#71866b", 12)
    body += rect(150, 260, 660, 340, "url(#wall)")
    chance = random.Random(5)
    for _ in range(130):
        x, y = 155 + chance.random() * 640, 265 + chance.random() * 320
        body += rect(f"{x:.0f}", f"{y:.0f}", f"{6 + chance.random() * 22:.0f}", "3", "#c9ab7b", "opacity='.5' rx='1.5'")
    for x in (210, 405, 600):
        body += path(f"M{x} 600 V400 a75 75 0 0 1 150 0 V600 Z", "#3a332b")
        body += path(f"M{x - 12} 600 V400 a87 87 0 0 1 174 0 V600 h-12 V400 a75 75 0 0 0 -150 0 V600 Z", "#b8a07a")
        body += rect(x + 12, 540, 126, 60, "#54767a") + rect(x + 12, 540, 126, 6, "#9ec3c2")
    body += text(480, 318, 30, "LAVOIR · 1847", "#8a6f4a", SERIF + " letter-spacing='6'")
    body += path("M110 268 L230 96 H730 L850 268 Z", "#8c432b")
    body += "<clipPath id='r'><path d='M110 268 L230 96 H730 L850 268 Z'/></clipPath><g clip-path='url(#r)'>"
    body += tiles(100, 90, 860, 280, ["#c46b45", "#b95f3b", "#cd7a52", "#b4573a"], 16) + "</g>"
    body += rect(222, 88, 516, 14, "#7c3c28", "rx='7'") + rect(104, 264, 752, 10, "#6f4a33")
    body += rect(0, 596, 960, 44, "#8f8672") + rect(0, 596, 960, 5, "#a99f88")
    body += tree(60, 604, 260, ["#7d8f4e", "#94a056", "#b08d3f", "#6d8048"], 21)
    body += tree(915, 604, 220, ["#c0873b", "#b0743a", "#d19d49", "#8d8a45"], 22)
    return 960, 640, defs, body


def cake():
    defs = gradient("cloth", (0, "#dfe8e3"), (100, "#b9cdc6")) + gradient("side", (0, "#5a3424"), (100, "#38201a"))
    body = rect(0, 0, 960, 640, "#f4ead8") + rect(0, 330, 960, 310, "url(#cloth)")
    for x in range(-60, 1000, 80):
        body += path(f"M{x} 330 h34 l-50 310 h-44 Z", "#c95d63", "opacity='.14'")
    for y in range(350, 640, 64):
        body += rect(0, y, 960, 22, "#c95d63", "opacity='.12'")
    body += "<ellipse cx='480' cy='500' rx='330' ry='84' fill='#8fa39b' opacity='.45'/>"
    body += "<ellipse cx='480' cy='486' rx='316' ry='78' fill='#fbfaf6'/><ellipse cx='480' cy='482' rx='270' ry='62' fill='#ece7dc'/>"
    body += path("M250 340 V446 a230 58 0 0 0 460 0 V340 Z", "url(#side)")
    body += "<ellipse cx='480' cy='340' rx='230' ry='64' fill='#6b4030'/><ellipse cx='480' cy='336' rx='216' ry='57' fill='#784938'/>"
    chance = random.Random(8)
    for _ in range(260):
        angle_x, angle_y = chance.gauss(0, 0.42), chance.gauss(0, 0.42)
        if angle_x**2 + angle_y**2 < 0.9:
            body += circle(f"{480 + angle_x * 216:.0f}", f"{336 + angle_y * 57:.0f}", f"{1.5 + chance.random() * 3:.1f}",
                           "#fdf6ea", f"opacity='{0.4 + chance.random() * 0.5:.2f}'")
    body += path("M480 336 L604 382 V488 L480 446 Z", "#8b5a42") + path("M480 336 L372 390 V492 L480 446 Z", "#7d4f3a")
    body += path("M480 336 L604 382 Q540 402 480 400 Q420 400 372 390 Z", "#ece7dc")
    for x, y in ((300, 316), (650, 312), (410, 296), (560, 296)):
        body += path(f"M{x} {y} q-14 -30 0 -36 q14 6 0 36", "#e8d5b0") + circle(x, y + 2, 13, "#c2334d")
        body += circle(x - 4, y - 2, 3, "#f0a0ad")
    body += path("M760 470 l120 -120 14 14 -112 128 Z", "#c7ccd1") + path("M880 350 l44 -44 18 18 -48 40 Z", "#7b5b3d")
    return 960, 640, defs, body


def sea():
    defs = gradient("sky", (0, "#8ab8d6"), (100, "#e7f0ea")) + gradient("sea", (0, "#5d98ac"), (100, "#1f5166"))
    body = rect(0, 0, 960, 640, "#efe6d6") + rect(120, 50, 720, 500, "url(#sky)")
    for x, y, r in ((250, 130, 34), (290, 122, 44), (340, 134, 32), (640, 180, 30), (680, 170, 40), (722, 184, 26)):
        body += circle(x, y, r, "#fbfdfb", "opacity='.9'")
    body += rect(120, 300, 720, 250, "url(#sea)") + ripples(310, 540, "#d5ebee", 13, 70)
    body += path("M620 320 q60 -46 220 -30 V340 H600 Z", "#5f6f5c") + path("M700 300 l8 -110 h26 l8 110 Z", "#fbf7ef")
    body += path("M704 262 h36 l3 22 h-42 Z", "#c5463e") + path("M707 214 h29 l2 20 h-33 Z", "#c5463e")
    body += rect(706, 168, 30, 24, "#3b4a55") + path("M702 168 l19 -20 19 20 Z", "#c5463e") + rect(714, 172, 14, 16, "#ffe08a")
    body += path("M280 376 h110 l-22 26 h-70 Z", "#7a3b2e") + path("M332 372 V270 l56 94 Z", "#fdf9f0") + path("M326 372 V286 l-42 78 Z", "#f0dfc2")
    body += rect(0, 0, 120, 640, "#efe6d6") + rect(840, 0, 120, 640, "#efe6d6") + rect(0, 550, 960, 90, "#efe6d6")
    for x, y, w, h in ((104, 34, 752, 18), (104, 34, 18, 524), (838, 34, 18, 524), (472, 50, 16, 500), (120, 286, 720, 14)):
        body += rect(x, y, w, h, "#fffdf8")
    body += rect(80, 548, 800, 26, "#d9c6a5", "rx='4'") + rect(80, 570, 800, 8, "#bfa981", "rx='4'")
    body += path("M40 0 H170 Q120 260 60 560 H40 Z", "#c96f5a", "opacity='.85'") + path("M920 0 H790 Q840 260 900 560 H920 Z", "#c96f5a", "opacity='.85'")
    body += path("M560 548 q-10 -70 50 -86 q-6 -34 14 -46 l16 20 h26 l16 -20 q22 14 12 54 q20 40 6 78 Z", "#35363d")
    body += path("M700 540 q60 -10 50 -60 q-4 -16 8 -22 q26 50 -20 84 Z", "#35363d")
    body += circle(642, 452, 5, "#f3d26b") + circle(672, 452, 5, "#f3d26b")
    return 960, 640, defs, body


def workshop():
    defs = gradient("wall", (0, "#5f6d68"), (100, "#83908a")) + gradient("lamp", (0, "#ffe9b0"), (100, "#83908a"))
    body = rect(0, 0, 960, 640, "url(#wall)") + path("M420 120 L120 470 H860 L560 120 Z", "url(#lamp)", "opacity='.5'")
    body += rect(486, 0, 8, 70, "#2c2f2e") + path("M410 122 q80 -96 160 0 Z", "#24514a") + "<ellipse cx='490' cy='122' rx='36' ry='9' fill='#fff4cc'/>"
    body += rect(0, 460, 960, 180, "#7b5b3d") + rect(0, 460, 960, 12, "#94704d")
    chance = random.Random(14)
    for x, count in ((150, 13), (330, 17), (510, 11)):
        for at in range(count):
            dx = chance.random() * 8 - 4
            y = 446 - at * 18
            body += rect(f"{x + dx:.0f}", y, 156, 16, chance.choice(["#8a4b2d", "#93522f", "#7f4428"]), "rx='3'")
            body += rect(f"{x + 8 + dx:.0f}", y + 3, 146, 10, "#f1e6cd") + rect(f"{x + 4 + dx:.0f}", y, 5, 16, "#d8962c")
    body += rect(720, 250, 30, 212, "#33393b") + rect(860, 250, 30, 212, "#33393b") + rect(704, 226, 202, 34, "#3f474a", "rx='6'")
    body += rect(796, 170, 20, 200, "#a9b1b4") + rect(740, 366, 132, 22, "#3f474a", "rx='4'") + circle(806, 168, 46, "none", "stroke='#b8452f' stroke-width='14'")
    body += rect(760, 120, 92, 10, "#b8452f", "rx='5' transform='rotate(20 806 168)'") + rect(700, 440, 210, 26, "#3f474a", "rx='4'")
    for at in range(4):
        body += rect(752, 392 + at * 12, 110, 10, "#8a4b2d", "rx='2'")
    body += "<g transform='rotate(-8 260 540)'>" + rect(190, 500, 200, 110, "#8a4b2d", "rx='6'") + text(290, 566, 26, "Châtaigne", "#f1e6cd")
    body += "".join(rect(196, 508 + at * 16, 8, 8, "#d8962c") for at in range(6)) + "</g>"
    body += circle(600, 560, 40, "#d8962c") + circle(600, 560, 14, "#b87b1d") + "<path d='M636 576 q80 40 150 6' stroke='#d8962c' stroke-width='3' fill='none'/>"
    return 960, 640, defs, body


def shop():
    defs = gradient("dusk", (0, "#39456b"), (100, "#7a6a86")) + gradient("inside", (0, "#ffe7ae"), (100, "#f2b866"))
    body = rect(0, 0, 960, 640, "url(#dusk)") + rect(90, 40, 780, 560, "#244a45") + rect(90, 40, 780, 96, "#1c3a37")
    body += text(480, 106, 46, "Librairie des Deux Ponts", "#f0d9a0") + rect(130, 170, 520, 340, "url(#inside)") + rect(690, 170, 140, 430, "#18312e")
    body += rect(706, 190, 108, 220, "url(#inside)") + circle(712, 440, 7, "#f0d9a0")
    chance = random.Random(9)
    colors = ["#8a3b2f", "#2f5d50", "#3c4f76", "#b5793a", "#6d4567", "#d8c7a0"]
    for y in (180, 262):
        x = 140
        while x < 630:
            w, h = 10 + chance.random() * 16, 48 + chance.random() * 22
            body += rect(f"{x:.0f}", f"{y + 72 - h:.0f}", f"{w:.0f}", f"{h:.0f}", chance.choice(colors))
            x += w + 2
        body += rect(130, y + 72, 520, 6, "#7b5b3d")
    body += rect(340, 372, 110, 14, "#2c2f2e") + rect(352, 380, 16, 100, "#2c2f2e") + rect(422, 380, 16, 100, "#2c2f2e") + rect(388, 356, 14, 96, "#8f9699")
    body += circle(395, 352, 26, "none", "stroke='#2c2f2e' stroke-width='9'") + rect(366, 448, 58, 12, "#2c2f2e") + rect(336, 478, 118, 16, "#2c2f2e")
    for x, color in ((170, "#8a4b2d"), (216, "#9fb0b5"), (262, "#6b2f4a"), (500, "#d9a13b"), (546, "#2f5d50"), (592, "#8a4b2d")):
        body += rect(x, 430, 38, 64, color, "rx='3'") + rect(x + 4, 436, 4, 52, "#f0d9a0")
    body += rect(130, 494, 520, 16, "#7b5b3d") + rect(126, 166, 528, 8, "#f0d9a0") + rect(386, 170, 6, 200, "#244a45", "opacity='.35'")
    body += path("M120 136 H660 l24 40 H96 Z", "#b8452f") + "".join(path(f"M{x} 136 h45 l{(x - 340) // 22} 40 h-47 Z", "#f3e6cf") for x in range(165, 650, 90))
    body += rect(0, 596, 960, 44, "#4b4a58") + "<ellipse cx='400' cy='606' rx='300' ry='14' fill='#f2b866' opacity='.35'/>"
    return 960, 640, defs, body


def receipt():
    body = rect(0, 0, 640, 800, "#6b4a36") + "".join(rect(0, y, 640, 3, "#5f412f") for y in range(60, 800, 120))
    body += "<g transform='rotate(-4 320 400)'>" + rect(148, 62, 350, 690, "#2c1e16", "opacity='.35' rx='3'") + rect(140, 50, 350, 690, "#f7f5ee")
    mono = "font-family='DejaVu Sans Mono, monospace'"
    body += text(315, 104, 26, "DROGUERIE DU QUAI", "#333", mono) + text(315, 134, 16, "6, quai des Tanneurs, Ormeval", "#555", mono)
    rows = [("PEINTURE SOUS-BOIS 7", "31,90"), ("PINCEAU PLAT 60", "4,50"), ("BLANC DE MEUDON", "2,50")]
    for at, (what, price) in enumerate(rows):
        body += text(164, 214 + at * 40, 18, what, "#333", mono, "start") + text(466, 214 + at * 40, 18, price, "#333", mono, "end")
    body += rect(164, 340, 302, 2, "#777") + text(164, 384, 26, "TOTAL", "#222", mono, "start") + text(466, 384, 26, "38,90", "#222", mono, "end")
    body += text(315, 460, 17, "CARTE BANCAIRE", "#555", mono) + text(315, 540, 17, "MERCI, ET BON COURAGE", "#333", mono)
    chance = random.Random(2)
    x = 190
    while x < 430:
        w = chance.choice([2, 3, 5])
        body += rect(x, 590, w, 90, "#333")
        x += w + chance.choice([2, 3, 4])
    return 640, 800, "", body + "</g>" + circle(560, 690, 84, "none", "stroke='#3c2a1e' stroke-width='8' opacity='.35'")


def label():
    defs = "<filter id='wet'><feGaussianBlur stdDeviation='5 9'/></filter>"
    body = rect(0, 0, 800, 560, "#b78d5f") + "".join(rect(x, 0, 2, 560, "#a97f53") for x in range(0, 800, 26))
    body += rect(0, 250, 800, 70, "#d8c39a", "opacity='.8'") + "<g transform='rotate(3 400 280)'>" + rect(130, 120, 540, 320, "#faf8f1")
    body += text(170, 190, 28, "Papeterie Carrelet", "#244a45", SERIF, "start") + rect(170, 206, 460, 3, "#244a45")
    hand = "font-family='Noto Serif, serif' font-style='italic'"
    body += text(170, 274, 36, "Mme Huguette Bonnard", "#23306b", hand, "start")
    body += f"<g filter='url(#wet)'>{text(170, 334, 40, '8', '#23306b', hand, 'start')}</g>" + text(214, 334, 36, ", rue des Forges", "#23306b", hand, "start")
    body += text(170, 392, 36, "DIJON", "#23306b", hand, "start") + "</g>"
    for x, y, r in ((190, 330, 34), (230, 350, 18), (560, 420, 26), (150, 300, 10), (610, 160, 14)):
        body += circle(x, y, r, "#7fa6c4", "opacity='.28'") + circle(x - r / 3, y - r / 3, r / 5, "#fff", "opacity='.6'")
    return 800, 560, defs, body


def poster():
    body = rect(0, 0, 720, 1000, "#f3ead7") + circle(360, 360, 190, "#e2622d")
    body += path("M90 420 L230 210 H490 L630 420 Z", "#1f4a57") + "".join(
        path(f"M{228 - row * 23.3:.0f} {214 + row * 34} H{492 + row * 23.3:.0f}", "none", "stroke='#f3ead7' stroke-width='4' stroke-dasharray='26 8'")
        for row in range(1, 6))
    body += "".join(rect(x, 420, 22, 130, "#1f4a57") for x in (140, 278, 420, 558)) + rect(70, 548, 580, 16, "#1f4a57")
    for row in range(5):
        y, d = 600 + row * 34, ""
        for x in range(40, 680, 80):
            d += f"M{x} {y} q20 -{18 - row * 2} 40 0 t40 0 "
        body += path(d, "none", f"stroke='{'#1f4a57' if row % 2 == 0 else '#e2622d'}' stroke-width='7' stroke-linecap='round'")
    body += path("M470 578 q26 -26 52 0 q-26 20 -52 0", "#f2b92f") + circle(520, 566, 11, "#f2b92f") + path("M529 564 l14 4 -14 4 Z", "#e2622d")
    body += text(360, 92, 58, "Le lavoir rouvre", "#1f4a57", SERIF + " font-weight='700'") + text(360, 140, 27, "avec un toit neuf et des canards surveillés", "#1f4a57", SERIF + " font-style='italic'")
    body += text(360, 842, 66, "Samedi, 14 heures", "#e2622d", SERIF + " font-weight='700'") + text(360, 892, 24, "Goûter, fanfare, ruban vert. Entrée libre, sortie aussi.", "#1f4a57")
    body += text(360, 954, 21, "Les Amis du Lavoir d’Ormeval", "#1f4a57", SANS + " letter-spacing='3'")
    return 720, 1000, "", body


def notebooks():
    body = rect(0, 0, 960, 420, "#ece3d2")
    covers = [("Châtaigne", "#7d3f22", "#e9c9a0"), ("Brume", "#9fb0b5", "#37474d"), ("Vendange", "#5e2440", "#e8b7c4"), ("Girolle", "#e0a22e", "#6b4708")]
    for at, (name, cover, ink) in enumerate(covers):
        x = 54 + at * 222
        body += rect(x + 8, 58, 186, 320, "#b9ad97", "rx='8' opacity='.6'") + rect(x, 46, 186, 320, cover, "rx='8'")
        body += "".join(rect(x + 8, 62 + n * 20, 5, 11, "#d8962c") for n in range(15))
        if at == 0:
            body += path(f"M{x + 98} 120 q-52 34 -40 84 q40 40 80 0 q12 -50 -40 -84", ink) + path(f"M{x + 60} 196 q38 34 76 0 q-38 18 -76 0", cover)
        elif at == 1:
            body += "".join(rect(x + 36 + n % 2 * 16, 116 + n * 22, 110 - n % 3 * 18, 7, "#e8eef0", "rx='3.5'") for n in range(6))
        elif at == 2:
            body += "".join(circle(x + 98 + (col - row / 2 + 0) * 26 - 26 + row * 0, 212 - row * 22, 12, ink) for row in range(4) for col in range(row, 4) if col - row / 2 < 3) + path(f"M{x + 98} 140 q6 -24 26 -28 q-4 22 -26 28", "#9bb26b")
        else:
            body += path(f"M{x + 42} 140 q56 -34 112 0 q-30 14 -38 40 q-6 30 4 48 h-44 q10 -18 4 -48 q-8 -26 -38 -40", "#fff3cf")
        body += text(x + 98, 306, 25, name, ink, SERIF + " font-style='italic'") + text(x + 98, 340, 12, "CARRELET", ink, SANS + " letter-spacing='3'")
    return 960, 420, "", body


def watermark():
    defs = gradient("paper", (0, "#f7efdd"), (100, "#e9dcbf"))
    body = rect(0, 0, 600, 220, "url(#paper)") + "".join(rect(0, y, 600, 1, "#dccba6") for y in range(6, 220, 8)) + "".join(rect(x, 0, 1.5, 220, "#d4c199") for x in range(40, 600, 80))
    body += "<g fill='none' stroke='#fffaf0' stroke-width='5' opacity='.95'><circle cx='300' cy='104' r='62'/><path d='M270 118 q30 -60 60 0 M262 128 h76 M300 60 v-30 M276 40 h48'/></g>"
    return 600, 220, defs, body + text(300, 200, 15, "FILIGRANE À LA CLOCHE, 1788", "#a08a5c", SANS + " letter-spacing='3'")


def vegetables():
    body = rect(0, 0, 600, 240, "#e5eccb") + rect(0, 150, 600, 90, "#7a5637") + "".join(circle(x, 160 + x * 37 % 70, 3, "#94704d") for x in range(10, 600, 23))
    for x, color in ((90, "#e8762c"), (150, "#e8762c"), (420, "#e8762c"), (520, "#b8446a")):
        body += path(f"M{x - 17} 138 q17 -12 34 0 q-4 60 -17 88 q-13 -28 -17 -88", color)
        body += "".join(f"<path d='M{x} 134 q{dx} -40 {dx * 1.6} -78' stroke='#4d7a3c' stroke-width='6' fill='none' stroke-linecap='round'/>" for dx in (-14, 0, 14))
    body += circle(270, 150, 62, "#cf7a25") + "".join(f"<ellipse cx='270' cy='150' rx='{r}' ry='62' fill='none' stroke='#b06519' stroke-width='3'/>" for r in (16, 38, 58)) + path("M262 92 q4 -34 30 -36 l4 12 q-18 6 -18 24 Z", "#5d7a3c")
    body += path("M340 150 q6 -54 34 -54 q30 4 26 54 Z", "#6b5140") + "".join(path(f"M{x} {y} l4 -16 6 14 Z", "#4a382c") for x, y in ((346, 132), (354, 118), (364, 108), (376, 108), (386, 118)))
    body += path("M396 134 q18 2 20 14 h-22 Z", "#c9a98a") + circle(417, 147, 4, "#222") + circle(404, 138, 2.5, "#222")
    return 600, 240, "", body


def screening():
    defs = gradient("night", (0, "#141a3a"), (100, "#3b2f63"))
    chance = random.Random(6)
    body = rect(0, 0, 600, 280, "url(#night)") + "".join(circle(chance.randrange(600), chance.randrange(200), chance.choice([1, 1.5, 2]), "#fff") for _ in range(70))
    body += path("M140 54 q150 20 300 96 q-150 -40 -300 -96", "#9fd3ff", "opacity='.35'") + path("M220 82 q110 18 222 70 q-120 -20 -222 -70", "#d9f0ff", "opacity='.6'") + circle(446, 152, 17, "#fffbe0")
    body += hills(250, 40, "#0c1026", 3, 600, 280) + "".join(path(f"M{x} 280 v-26 a17 17 0 0 1 34 0 v26 Z", "#b3262e") for x in range(12, 600, 54))
    body += "".join(circle(x + 17, 246, 10, c) for x, c in ((66, "#3a2a1e"), (120, "#6b4a2e"), (336, "#2a2a2a"))) + circle(407, 244, 13, "#d9a866") + path("M396 236 q-10 0 -9 20 q8 2 11 -10 Z", "#a8753a") + path("M418 236 q10 0 9 20 q-8 2 -11 -10 Z", "#a8753a")
    return 600, 280, defs, body


# Name, picture, width of the result, quality of JPEG (0 for PNG).
PICTURES = {
    "coucher": (sunset, 840, 70), "lavoir": (wash_house, 880, 66), "facade": (front, 800, 66),
    "gateau": (cake, 800, 70), "mer": (sea, 800, 70), "atelier": (workshop, 800, 70), "vitrine": (shop, 800, 68),
    "ticket": (receipt, 480, 60), "etiquette": (label, 600, 60), "affiche": (poster, 500, 0),
    "carnets": (notebooks, 900, 0), "filigrane": (watermark, 600, 0), "legumes": (vegetables, 600, 0),
    "seance": (screening, 600, 0),
}


def paint(picture):
    width, height, defs, body = picture()
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' viewBox='0 0 {width} {height}'><defs>{defs}</defs>{body}</svg>"
    with tempfile.TemporaryDirectory() as folder:
        page, shot = pathlib.Path(folder, "p.html"), pathlib.Path(folder, "p.png")
        page.write_text(f"<!DOCTYPE html><meta charset=utf-8><style>body{{margin:0}}svg{{display:block}}</style>{svg}")
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder}/c",
                        f"--window-size={width},{height}", f"--screenshot={shot}", page.as_uri()],
                       check=True, capture_output=True, timeout=120)
        return Image.open(io.BytesIO(shot.read_bytes())).convert("RGB").crop((0, 0, width, height))


def main(names):
    for name in names or PICTURES:
        picture, width, quality = PICTURES[name]
        image = paint(picture)
        image = image.resize((width, round(image.height * width / image.width)), Image.LANCZOS)
        if quality:
            target = FILES / f"{name}.jpg"
            image.save(target, quality=quality, optimize=True, progressive=True)
        else:
            target = FILES / f"{name}.png"
            image.quantize(64, kmeans=4, dither=Image.Dither.NONE).save(target, optimize=True)
        print(target.name, target.stat().st_size)


main(sys.argv[1:])
