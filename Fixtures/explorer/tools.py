"""Uses the tools of an explorer page in a real headless Chromium.

usage: tools.py PAGE.html EXPECTED.json          checks everything, prints what failed

Needs Python 3.9 or later and chromium on the path; ends with 77 where there is no Chromium.
"""

import array
import base64
import csv
import io
import json
import pathlib
import re
import struct
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
import zlib
from urllib.parse import urlencode

from browser import Browser, check, failures

CARD = "document.getElementById('card-name').textContent"
# Controls that are seen and do not stand in running text (WCAG 2.2, 2.5.8).
SMALL = """[...document.querySelectorAll('button, input, select')]
  .filter((e) => e.checkVisibility() && !e.closest('.byline, .chain, .papers'))
  .map((e) => [e.id || e.textContent, e.getBoundingClientRect()])
  .filter(([, box]) => Math.min(box.width, box.height) < 23.99)
  .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""


def press(browser, text):
    browser.run(f"[...document.querySelectorAll('#card button')].find((e) => e.textContent === {json.dumps(text)}).click()")
    browser.rest()


def show_all(browser):
    browser.run("document.getElementById('zoom-all').click()")
    browser.rest()


def comes_back(browser):
    """Whether the map rests, sooner or later, on a view that holds somebody."""
    for _ in range(20):
        browser.rest()
        if browser.state()["inView"]:
            return True
    return False


def pick(browser, control, value):
    browser.run(f"(e => {{ e.value = {json.dumps(value)}; e.dispatchEvent(new Event('change')) }})"
                f"(document.getElementById('{control}'))")
    browser.rest()


def search(browser, text):
    browser.run("document.getElementById('query').focus()")
    browser.call("Input.insertText", text=text)
    browser.key("Enter")
    browser.rest()


def drag(browser, points, modifiers=0):
    (x, y), *others = points
    browser.mouse("mousePressed", x, y, button="left", clickCount=1, modifiers=modifiers)
    for x, y in others:
        browser.mouse("mouseMoved", x, y, button="left", buttons=1, modifiers=modifiers)
    browser.mouse("mouseReleased", x, y, button="left", clickCount=1, modifiers=modifiers)
    browser.rest()


def address(browser):
    return browser.run("Object.fromEntries(new URLSearchParams(location.hash.slice(1)))")


def copied(browser, button):
    press(browser, button)
    return browser.run("navigator.clipboard.readText()")


def open_page(page, **settings):
    browser = Browser(page, **settings)
    browser.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    return browser


def slide(browser, control, value):
    browser.run(f"(e => {{ e.value = {value}; e.dispatchEvent(new Event('input')) }})(document.getElementById('{control}'))")
    browser.rest()


def go_to(browser, address):
    browser.run(f"location.hash = {json.dumps(address)}")
    browser.rest()


def save(browser, kind):
    browser.run(f"document.getElementById('save-{kind}').click()")
    file, = browser.saved("*." + kind)
    data = file.read_bytes()
    file.unlink()
    browser.rest()
    return data


def pixel(browser, image, x, y):
    return browser.run(f"""(async () => {{
      const bytes = Uint8Array.from(atob('{base64.b64encode(image).decode()}'), (c) => c.charCodeAt(0));
      const map = await createImageBitmap(new Blob([bytes])), pen = new OffscreenCanvas(map.width, map.height).getContext('2d');
      pen.drawImage(map, 0, 0);
      return [...pen.getImageData(Math.round({x}), Math.round({y}), 1, 1).data].slice(0, 3);
    }})()""")


SEEN = "[...document.querySelectorAll('.all-years')].filter((e) => e.checkVisibility()).map((e) => e.textContent.trim())"
KINDS = {"f32": "f", "u32": "I", "i16": "h"}


def unpacked(page, name):
    packed = re.search(f'<template data-name="{name}" data-kind="json">([^<]*)', pathlib.Path(page).read_text(encoding="utf-8"))[1]
    return json.loads(zlib.decompress(base64.b64decode(packed)))


def remade(page, folder, **data):
    """A page like another with other data; its script, and the policy for it, stay."""
    text = pathlib.Path(page).read_text(encoding="utf-8")
    for name, values in data.items():
        old = re.search(f'<template data-name="{name}" data-kind="(.*?)">[^<]*</template>', text)
        kind = old[1] if old else "f32"
        raw = json.dumps(values).encode() if kind == "json" else array.array(KINDS[kind], values).tobytes()
        new = f'<template data-name="{name}" data-kind="{kind}">{base64.b64encode(zlib.compress(raw)).decode()}</template>'
        begin, end = old.span() if old else 2 * (text.index("<template data-name"),)
        text = text[:begin] + new + text[end:]
    path = pathlib.Path(folder) / "remade.html"
    path.write_text(text, encoding="utf-8")
    return path


def landmarks(browser, expected):
    check("main landmarks", browser.run("document.querySelectorAll('main').length"), 1)
    check("controls of less than 24 pixels", browser.run(SMALL), [])
    search(browser, expected["query"])
    check("controls of a card", browser.run(SMALL), [])
    browser.run("document.getElementById('table-open').click()")
    check("controls of the table", browser.run(SMALL), [])
    browser.run("document.getElementById('table-open').click()")
    browser.key("Escape")
    show_all(browser)


def selection(browser, expected):
    names = expected["names"]
    places = browser.run(f"{json.dumps(names)}.map((name) => collab.place(name))")
    left, top, right, bottom = 700, 60, 1000, 400
    inside = {name for name, (x, y) in zip(names, places) if left < x < right and top < y < bottom}
    browser.run("document.getElementById('rectangle').click()")
    check("rectangle is taken", browser.run("document.getElementById('rectangle').ariaPressed"), "true")
    drag(browser, [(left, top), (800, 200), (right, bottom)])
    check("people in the rectangle", set(browser.state()["cardPeople"]), inside)
    check("rectangle has people", len(inside) > 20, True)
    check("said", f"{len(inside)} people selected" in browser.run("document.getElementById('said').textContent"), True)
    check("tool is laid down", browser.run("document.getElementById('rectangle').ariaPressed"), "false")

    check("names", set(copied(browser, "Copy names").splitlines()), inside)
    rows = list(csv.DictReader(io.StringIO(copied(browser, "Copy CSV"))))
    check("rows", {row["Person"] for row in rows}, inside)
    check("columns", list(rows[0])[:3], ["Person", "Cluster", "Papers"])
    # Person 0 wrote with 1, 5 and the last; three works more with 1.
    first = [row for row in rows if row["Person"] == names[0]]
    check("figures", [(row["Papers"], row["Coauthors"]) for row in first], [("6", "3")] if names[0] in inside else [])
    entries = re.findall(r"@misc\{work\d+,\n  title = \{(.*)\},\n  author = \{(.*)\},\n  year = \{(\d+)\}\n\}", copied(browser, "Copy BibTeX"))
    shown = browser.run("document.querySelector('#card .also').textContent")
    check("works", f"{len(entries)} works" in shown, True)
    check("authors", all(set(authors.split(" and ")) & inside for _, authors, _ in entries), True)

    area = address(browser)["area"]
    browser.key("Escape")
    browser.rest()
    check("escape closes", browser.state()["card"], None)
    browser.run(f"location.hash = '#area={area.replace(' ', '+')}'")
    browser.rest()
    check("sent selection", set(browser.state()["cardPeople"]), inside)
    browser.key("Escape")
    show_all(browser)

    # A triangle by a free line; Shift draws a rectangle without a tool.
    corners = [(600, 60), (1150, 100), (800, 700)]
    path = [(a[0] + (b[0] - a[0]) * i / 40, a[1] + (b[1] - a[1]) * i / 40)
            for a, b in zip(corners, corners[1:] + corners[:1]) for i in range(40)]

    def sides(x, y):
        turns = [(b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) for a, b in zip(corners, corners[1:] + corners[:1])]
        long = [((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 for a, b in zip(corners, corners[1:] + corners[:1])]
        return min(turn / side for turn, side in zip(turns, long))
    places = browser.run(f"{json.dumps(names)}.map((name) => collab.place(name))")
    browser.run("document.getElementById('lasso').click()")
    drag(browser, path)
    chosen = set(browser.state()["cardPeople"])
    # Corners of the line are rounded to a few pixels.
    well_inside = {name for name, place in zip(names, places) if sides(*place) > 8}
    well_outside = {name for name, place in zip(names, places) if sides(*place) < -8}
    check("lasso holds all inside", well_inside - chosen, set())
    check("lasso holds nobody outside", well_outside & chosen, set())
    check("lasso has people", len(chosen) > 20, True)
    browser.key("Escape")
    drag(browser, [(left, top), (800, 200), (right, bottom)], modifiers=8)
    check("Shift selects", browser.state()["card"], "area")
    browser.key("Escape")
    browser.rest()


def cards(browser, expected):
    names = expected["names"]
    # Everything that a card shows is in the address; back and forward work.
    search(browser, expected["work"])
    check("work in the address", address(browser).get("work"), expected["title"])
    browser.run("document.querySelector('#card .people button').click()")
    browser.rest()
    check("person in the address", "person" in address(browser), True)
    browser.run("history.back()")
    check("back to the work", browser.until(f"{CARD} === {json.dumps(expected['title'])}"), True)
    browser.run("history.forward()")
    check("forward to the person", browser.until("collab.state.card === 'person'"), True)

    # The figure of a tie opens its works; the works' titles open theirs.
    search(browser, names[0])
    browser.run("document.querySelector('#card .people button.count').click()")
    browser.rest()
    check("strongest tie", [browser.state()["card"], sorted(browser.state()["cardPeople"])], ["tie", sorted(names[:2])])
    check("its works", browser.run("document.querySelectorAll('#card .papers li').length"), 4)
    check("tie in the address", sorted(address(browser)[key] for key in ("tie", "with")), sorted(names[:2]))
    browser.run("document.querySelector('#card .papers .title').click()")
    browser.rest()
    check("title opens the work", browser.state()["card"], "work")

    # Two people side by side: the last but one and the first share the last one.
    search(browser, names[0])
    press(browser, "Compare with…")
    search(browser, names[-2])
    check("pair", [browser.state()["card"], browser.state()["cardPeople"]], ["pair", [names[0], names[-2]]])
    rows = browser.run("[...document.querySelectorAll('#card .pair tr')].map((r) => [...r.children].map((c) => c.textContent))")
    check("heads", rows[0][1:], [names[0], names[-2]])
    check("coauthors", [row for row in rows if row[0] == "Coauthors"], [["Coauthors", "3", "2"]])
    check("only theirs", [row for row in rows if row[0] == "Only their coauthors"], [["Only their coauthors", "2", "1"]])
    check("of both", browser.run("[...document.querySelectorAll('#card .people button.grow')].map((e) => e.textContent)"), [names[-1]])
    check("pair in the address", [address(browser)[key] for key in ("compare", "with")], [names[0], names[-2]])
    # The first two wrote with each other: 0 with 5 and the last besides, 1 with 2.
    go_to(browser, "#" + urlencode({"compare": names[0], "with": names[1]}))
    row = "[...document.querySelectorAll('#card .pair tbody tr:last-child > *')].map((e) => e.textContent)"
    check("only theirs of two who wrote together", browser.run(row), ["Only their coauthors", "2", "1"])
    browser.key("Escape")
    show_all(browser)

    # A cluster's title on the map, and its figure in the list.
    box = next(label["box"] for label in browser.state()["labels"] if label["isTitle"])
    browser.click((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    browser.rest()
    check("cluster", [browser.state()["card"], len(browser.state()["cardPeople"])], ["cluster", expected["largest_cluster"]])
    check("cluster in the address", address(browser)["cluster"], "1")
    browser.key("Escape")
    browser.run("document.querySelector('#cluster-list .count').click()")
    browser.rest()
    check("figure of a cluster", len(browser.state()["cardPeople"]), expected["largest_cluster"])
    browser.key("Escape")
    browser.rest()


def years(browser, expected):
    begin = expected["until_year"][0][0]
    # Who wants no motion gets a step a press.
    check("button", browser.run("document.getElementById('play').textContent"), "Next year ▸")
    for year in (begin, begin + 1):
        browser.run("document.getElementById('play').click()")
        browser.rest()
        check("years", browser.state()["years"], [begin, year])
        check(f"people until {year}", browser.state()["shownPeople"], dict(expected["until_year"])[year])
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "no-preference"}])
    browser.rest()
    browser.run("document.getElementById('play').click()")
    check("playing", browser.run("document.getElementById('play').ariaPressed"), "true")
    check("address waits", "years" in address(browser) and address(browser)["years"], f"{begin}..{begin + 1}")
    check("years went by", browser.until(f"collab.state.years[1] >= {begin + 3}"), True)
    browser.run("document.getElementById('play').click()")
    browser.rest()
    stopped = browser.state()["years"]
    time.sleep(1)
    check("pause", browser.state()["years"], stopped)
    check("stopped in the address", address(browser)["years"], f"{stopped[0]}..{stopped[1]}")
    browser.run("location.hash = ''")
    browser.rest()
    check("all years", browser.state()["shownPeople"], expected["people"])
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])


def map_itself(browser, expected):
    names = expected["names"]

    def titles():
        return [label["text"] for label in browser.state()["labels"] if label["isTitle"]]
    # Whole: the titles of large clusters. Near: those of small ones, too.
    check("titles of the whole", titles(), ["<b>First</b> third"])
    check("no small map of the whole", browser.run("document.getElementById('minimap').checkVisibility()"), False)
    x, y = browser.run(f"collab.place({json.dumps(names[-2])})")
    for _ in range(8):
        browser.mouse("mouseWheel", x, y, deltaX=0, deltaY=-120)
        browser.rest()
    check("titles near by", "Last three" in titles(), True)

    # The small map: a click in its middle shows the middle.
    box = browser.run("(({ x, y, width, height }) => [x, y, width, height])(document.getElementById('minimap').getBoundingClientRect())")
    check("small map", box[2] > 100, True)
    painted = "(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v > 0).length)"
    check("small map is drawn", browser.run(painted + "(document.getElementById('minimap'))") > 200, True)
    browser.click(box[0] + box[2] / 2, box[1] + box[3] / 2)
    places = browser.run(f"[{json.dumps(names[0])}, {json.dumps(names[200])}].map((name) => collab.place(name))")
    middle = [sum(place[axis] for place in places) / 2 for axis in (0, 1)]
    check("middle", [abs(middle[0] - 640) < 12, abs(middle[1] - 400) < 12], [True, True])
    # Nobody stands in the middle of a ring: the map comes back to somebody.
    check("somebody is in view", comes_back(browser), True)
    for _ in range(30):
        browser.mouse("mouseWheel", 1200, 60, deltaX=0, deltaY=-240)
    check("zooming ends on somebody", comes_back(browser), True)
    show_all(browser)

    # Outlines of clusters and density, on the map and in the file.
    plain = browser.run(painted + "(document.getElementById('ink'))")
    for ground, least in (("outlines", 3), ("density", 1)):
        pick(browser, "ground", ground)
        check(ground + " is drawn", browser.run(painted + "(document.getElementById('ink'))") > plain + 10000, True)
        check(ground + " in the address", address(browser).get("ground"), ground)
        browser.run("document.getElementById('save-svg').click()")
        file, = browser.saved("*.svg")
        root = ElementTree.parse(file).getroot()
        check(ground + " in the SVG", len(list(root.iter("{http://www.w3.org/2000/svg}path"))) >= least, True)
        check("legend in the SVG", any((text.text or "").startswith("Area: ") for text in root.iter("{http://www.w3.org/2000/svg}text")), True)
        file.unlink()
    pick(browser, "ground", "plain")


def nobody(browser, expected):
    # The heaviest tie is of the first two: four works, of 1980 and 1990.
    spoken = "document.getElementById('weight').getAttribute('aria-valuetext')"
    check("weight is said", browser.run(spoken), "any weight")
    slide(browser, "weight", 100)
    check("heaviest tie is said", browser.run(spoken), "4: 1 of 440 ties")
    seen = "document.getElementById('nobody').checkVisibility()"
    check("somebody passes", browser.run(seen), False)
    slide(browser, "year-from", 2000)
    check("ties of a weight and of the years", browser.run(spoken), "4: 0 of 440 ties")
    check("nobody passes", [browser.run(seen), browser.state()["shownPeople"], browser.state()["labels"]], [True, 0, []])
    check("nobody is said", browser.run("document.getElementById('said').textContent"), "No people pass the filters.")
    browser.run("document.getElementById('reset').click()")
    browser.rest()
    check("filters are reset", [browser.run(seen), browser.state()["shownPeople"], address(browser), browser.run(spoken)],
          [False, expected["people"], {}, "any weight"])
    check("sliders are reset", browser.run("['year-from', 'weight'].map((id) => document.getElementById(id).value)"), ["1980", "0"])


def of_years(browser, expected):
    names = expected["names"]
    check("nothing of all years", browser.run(SEEN), [])
    # Of 1985 are the works of 5, 45, 85 … 365 with the next one.
    go_to(browser, "#years=1985..1985&area=-0.1+-0.1+1.1+-0.1+1.1+1.1+-0.1+1.1")
    check("people of the year", browser.run(CARD), "20 people selected")
    check("works of the year", browser.run("document.querySelector('#card .also').textContent"), "10 works of 1985 by at least one of them")
    check("listed works", browser.run("document.querySelectorAll('#card .papers li').length"), 8)
    check("copied works", re.findall(r"year = \{(\d+)\}", copied(browser, "Copy BibTeX")), 10 * ["1985"])
    check("clusters of all years", browser.run(SEEN), ["(people of all years)"])
    go_to(browser, "#" + urlencode({"years": "1985..1985", "person": names[5]}))
    check("figures of all years", browser.run(SEEN), ["(people of all years)", "Figures and lists are of all years."])
    browser.key("Escape")
    go_to(browser, "")


def files(browser, expected):
    names, space = expected["names"], "{http://www.w3.org/2000/svg}"
    go_to(browser, "#" + urlencode({"years": "1985..1985", "person": names[5]}))
    root = ElementTree.fromstring(save(browser, "svg"))
    part = {element.get("id"): element for element in root.iter() if element.get("id")}
    texts = {key: [text.text for text in part[key].iter(space + "text")] for key in ("strip", "names")}
    # In 1985, 5 wrote with 6; the whole page has ten such works and ties.
    check("names in the SVG", sorted(texts["names"]), sorted(names[5:7]))
    check("rings in the SVG", len(list(part["rings"])), 1)
    check("map recedes in the SVG", part["map"].get("opacity"), "0.3")
    check("lines of the strip", texts["strip"][:3],
          ["A ring", "made for a test", "Shown: 20 of 400 authors, 10 of 440 ties; years 1985"])
    size = [int(root.get(key)) for key in ("width", "height")]
    lowest = max(float(text.get("y")) for text in part["strip"].iter(space + "text"))
    check("strip is above the map", [size[0], lowest < size[1] - 800], [1280, True])
    check("PNG is as the SVG", struct.unpack(">2I", save(browser, "png")[16:24]), (2 * size[0], 2 * size[1]))

    # On paper stands what the PNG shows, in its proportions, and nothing else.
    browser.run("dispatchEvent(new Event('beforeprint'))")
    browser.call("Emulation.setEmulatedMedia", media="print")
    box = browser.run("(({ width, height }) => [width, height])(document.getElementById('print').getBoundingClientRect())")
    check("proportions on paper", abs(box[0] / box[1] - size[0] / size[1]) < 0.01, True)
    check("seen on paper", browser.run("[...document.body.children].filter((e) => e.checkVisibility()).map((e) => e.id)"), ["print"])
    browser.call("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
    browser.run("dispatchEvent(new Event('afterprint'))")
    check("after printing", browser.run("document.getElementById('print')"), None)
    browser.key("Escape")
    go_to(browser, "")
    root = ElementTree.fromstring(save(browser, "svg"))
    check("nothing is left out", [text.text for text in root.iter(space + "text") if text.text.startswith("Shown: ")], [])


def one_author(page, folder):
    lone = remade(page, folder, x=[1000.5], y=[-700.25], edgeOffsets=[0, 0], edgeTargets=[], edgeWeights=[], community=[0],
                  column0=[1], firstYear=[2001], lastYear=[2001], edgeFirst=[], edgeLast=[], workYears=[2001], workOffsets=[0, 1],
                  workAuthors=[0], workOthers=[0], titles=["Solo"], names=["Ann Hill"], aliases=[], doubts=[], pages=[],
                  bibTeXNames=[], untitled=[])
    for graphics in ("card", "none"):
        browser = open_page(lone, graphics=graphics)
        try:
            browser.rest()
            x, y = browser.run("collab.place('Ann Hill')")
            # The first colour of clusters is #3b6fb6; the disc is more than 20 pixels wide.
            blue = [0x3b, 0x6f, 0xb6]
            screen = base64.b64decode(browser.call("Page.captureScreenshot")["data"])
            check(f"disc of one author ({graphics})", pixel(browser, screen, x + 8, y + 8), blue)
            png = save(browser, "png")
            top = struct.unpack(">I", png[20:24])[0] - 2 * 800
            check(f"disc in the PNG ({graphics})", pixel(browser, png, 2 * (x + 8), 2 * (y + 8) + top), blue)
            browser.click(x, y)
            check(f"click on the disc ({graphics})", browser.state()["cardPeople"], ["Ann Hill"])
        finally:
            browser.close()


def figures(page, expected, folder):
    # Who has a number that 5 divides wrote with three, the others with two.
    degrees = [2 + (expected["names"].index(name) % 5 == 0) for name in unpacked(page, "names")]
    meta = unpacked(page, "meta")
    meta["columns"].append({"title": "Degree", "isCount": True})
    # Thirty clusters of forty have somebody on the page: 24 are listed.
    meta["clusters"] = [f"Cluster no. {c}" for c in range(40)]
    for more, titles in ((0, ["Papers", "Coauthors"]), (1, ["Papers", "Coauthors", "Coauthors on this map"])):
        browser = open_page(remade(page, folder, meta=meta, column1=[value + more for value in degrees],
                                   community=[v % 30 for v in range(expected["people"])]))
        try:
            check("figures once", browser.run("[...document.getElementById('size').options].map((e) => e.textContent)"), titles)
            check("smaller clusters", browser.run("document.getElementById('cluster-rest').textContent"), "and 6 smaller clusters")
        finally:
            browser.close()


def lost_card(page):
    # It comes back in the same turn in which the page hears of its loss, as fast as on any machine.
    lose = """(returns => {
      const map = document.getElementById("map"), card = map.getContext("webgl2").getExtension("WEBGL_lose_context");
      if (returns) map.addEventListener("webglcontextlost", () => setTimeout(() => card.restoreContext(), 0));
      globalThis.hasReturned = new Promise((done) => map.addEventListener("webglcontextrestored", () => done(true)));
      card.loseContext();
    })"""
    for returns in (True, False):
        browser = open_page(page)
        try:
            check("painter", browser.state()["painter"], "webgl")
            browser.rest()
            before = len(browser.call("Page.captureScreenshot")["data"])
            browser.run(f"{lose}({json.dumps(returns)})")
            if returns:
                browser.run("globalThis.hasReturned")
            else:
                browser.until("collab.state.painter === 'raster'")
            browser.rest()
            check("painter after a loss", browser.state()["painter"], "webgl" if returns else "raster")
            after = len(browser.call("Page.captureScreenshot")["data"])
            check("picture after a loss", 0.8 < after / before < 1.25, True)
            check("problems after a loss", [text for text in browser.problems() if text.startswith("exception")], [])
        finally:
            browser.close()


def main(page, expected):
    browser = open_page(page)
    try:
        for part in (landmarks, selection, cards, years, map_itself, nobody, of_years, files):
            part(browser, expected)
        # A driver tells of its speed, and the browser of this script's own reading of pixels.
        own = ("(OpenGL, Performance", "willReadFrequently")
        check("problems", [text for text in browser.problems() if not any(word in text for word in own)], [])
    finally:
        browser.close()
    with tempfile.TemporaryDirectory() as folder:
        one_author(page, folder)
        figures(page, expected, folder)
    lost_card(page)
    browser = open_page(page, graphics="none", width=390, height=844)
    try:
        check("controls on a phone", browser.run(SMALL), [])
        wide = browser.run("[...document.querySelectorAll('#tools button')].map((e) => e.getBoundingClientRect().right)")
        check("tools fit on a phone", max(wide) <= 390, True)
    finally:
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")))
    print("\n".join(failures))
    sys.exit(1 if failures else 0)
