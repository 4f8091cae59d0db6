"""Uses the tools of an explorer page in a real headless Chromium.

usage: tools.py PAGE.html EXPECTED.json          checks everything, prints what failed

Needs Python 3.9 or later and chromium on the path; ends with 77 where there is no Chromium.
"""

import csv
import io
import json
import pathlib
import re
import sys
import time
import xml.etree.ElementTree as ElementTree

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
        for part in (landmarks, selection, cards, years, map_itself):
            part(browser, expected)
        # A driver tells of its speed, and the browser of this script's own reading of pixels.
        own = ("(OpenGL, Performance", "willReadFrequently")
        check("problems", [text for text in browser.problems() if not any(word in text for word in own)], [])
    finally:
        browser.close()
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
