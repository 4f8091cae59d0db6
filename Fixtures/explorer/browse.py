"""Opens an explorer page in a real headless Chromium and uses it like a person would.

usage: browse.py PAGE.html EXPECTED.json          checks everything, prints what failed
       browse.py PAGE.html --picture OUT.png [--dark] [--size 1400x900] [--select NAME]

Needs Python 3.9 or later and chromium on the path; ends with 77 where there is no Chromium.
"""

import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

from browser import Browser, check, failures, option

def overlaps(labels):
    boxes = [label["box"] for label in labels]
    return sum(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        for i, a in enumerate(boxes) for b in boxes[:i])


def use(page, expected):
    browser = Browser(page)
    try:
        state = browser.state()
        check("painter", state["painter"], "webgl")
        check("people", state["people"], expected["people"])
        check("ties", state["ties"], expected["ties"])
        check("first view has labels", len(state["labels"]) > 5, True)
        check("overlapping labels", overlaps(state["labels"]), 0)
        check("elements that run", browser.run("document.querySelectorAll('script').length"), 1)
        check("nothing injected ran", browser.run("typeof injected"), "undefined")

        # Search by keyboard, completion, card, walking on to a coauthor.
        browser.run("document.getElementById('ink').focus()")
        browser.key("/", "/")
        check("slash searches", browser.run("document.activeElement.id"), "query")
        browser.call("Input.insertText", text=expected["query"])
        first = "document.querySelector('#found [role=option] .grow').textContent"
        check("completion", browser.run(first), expected["found"])
        check("list is announced", browser.run("document.getElementById('query').getAttribute('aria-expanded')"), "true")
        browser.key("Enter")
        browser.rest()
        check("chosen", browser.state()["cardPeople"][0], expected["found"])
        check("card", browser.run("document.getElementById('card-name').textContent"), expected["found"])
        check("focus is on the card", browser.run("document.activeElement.id"), "card")
        check("is said", expected["found"] in browser.run("document.getElementById('said').textContent"), True)
        check("coauthors", browser.run("document.querySelectorAll('#card .people button.grow').length"), expected["coauthors"])
        check("papers", browser.run("document.querySelectorAll('#card .papers li').length"), expected["papers"])
        check("labels beside the card overlap", overlaps(browser.state()["labels"]), 0)
        next_name = browser.run("document.querySelector('#card .people button.grow').textContent")
        browser.run("document.querySelector('#card .people button').click()")
        check("walks on", browser.state()["cardPeople"][0], next_name)

        # The address has who is shown, and goes back and forward.
        browser.rest()
        person = "new URLSearchParams(location.hash.slice(1)).get('person')"
        check("address", browser.run(person), next_name)
        for step, name in (("back", expected["found"]), ("forward", next_name)):
            browser.run(f"history.{step}()")
            check(step, browser.until(f"collab.state.cardPeople[0] === {json.dumps(name)}"), True)
        browser.key("Escape")
        check("escape closes", browser.state()["card"], None)

        # A search forgives, and finds clusters and works.
        def listed(query):
            browser.run("document.getElementById('query').value = ''")
            browser.run("document.getElementById('query').focus()")
            browser.call("Input.insertText", text=query)
            return browser.run("[...document.querySelectorAll('#found .grow')].map((e) => e.textContent)")
        check("misspelled", expected["to"] in listed(expected["misspelled"]), True)
        check("topic", listed("first third"), ["<b>First</b> third"])
        check("work", listed(expected["work"])[:1], [expected["title"]])
        browser.key("Enter")
        browser.rest()
        check("work's authors", browser.run("document.querySelectorAll('#card .people button.grow').length"), 2)
        browser.key("Escape")

        # The table has everybody, sorted by any column.
        browser.run("document.getElementById('table-open').click()")
        row = "[...document.querySelectorAll('#table-body tr:first-child > *')].map((e) => e.textContent)"
        check("rows", browser.run("document.querySelectorAll('#table-body tr').length"), min(200, expected["people"]))
        column = "[...document.querySelectorAll('#table-head button')].find((e) => e.textContent === 'Papers')"
        browser.run(column + ".click()")
        check("most papers", browser.run(row)[0], expected["most_papers"])
        check("sorted", browser.run("document.querySelectorAll('#table-head [aria-sort=descending]').length"), 1)
        browser.run("document.querySelector('#table-more').click()")
        check("more rows", browser.run("document.querySelectorAll('#table-body tr').length"), min(400, expected["people"]))
        browser.run("document.getElementById('table-open').click()")

        # The pointer: a click on the map, and what hovers.
        browser.rest()
        x, y = browser.run(f"collab.place({json.dumps(expected['found'])})")
        browser.mouse("mouseMoved", x, y)
        browser.rest()
        check("tip", browser.run("document.querySelector('#tip b').textContent"), expected["found"])
        browser.click(x, y)
        check("click chooses", browser.state()["cardPeople"][0], expected["found"])

        # A tie shows the works that it rests on, and opens.
        browser.run("document.getElementById('query').focus()")
        browser.call("Input.insertText", text=expected["query"])
        browser.key("Enter")
        browser.rest()
        for _ in range(8):
            places = [browser.run(f"collab.place({json.dumps(name)})") for name in (expected["found"], next_name)]
            x, y = ((places[0][axis] + places[1][axis]) / 2 for axis in (0, 1))
            browser.mouse("mouseWheel", x, y, deltaX=0, deltaY=-120)
            browser.rest()
        browser.mouse("mouseMoved", x + 60, y + 60)
        browser.mouse("mouseMoved", x, y)
        browser.rest()
        tip = browser.run("document.getElementById('tip').textContent")
        ties = [f"{a} – {b}1 work, weight 1" for a, b in ((expected["found"], next_name), (next_name, expected["found"]))]
        check("tip of a tie", any(tip.startswith(tie) for tie in ties) or tip, True)
        browser.click(x, y)
        check("click opens a tie", browser.run("document.querySelectorAll('#card .papers li').length"), 1)
        browser.run("document.querySelector('#card .papers .byline button').click()")
        browser.key("Escape")
        browser.run(f"document.getElementById('query').focus()")
        browser.call("Input.insertText", text=expected["query"])
        browser.key("Enter")
        browser.rest()

        # The way to someone else.
        browser.run("[...document.querySelectorAll('#card .acts button')][0].click()")
        browser.call("Input.insertText", text=expected["to"])
        browser.key("Enter")
        browser.rest()
        way = browser.state()["cardPeople"]
        check("way", [way[0], way[-1], len(way) - 1], [expected["found"], expected["to"], expected["steps"]])
        browser.key("Escape")

        # Filters.
        def slide(control, value):
            browser.run(f"(e => {{ e.value = {value}; e.dispatchEvent(new Event('input')) }})"
                        f"(document.getElementById('{control}'))")
            browser.rest()
        for year, people in expected["from_year"]:
            slide("year-from", year)
            check(f"people since {year}", browser.state()["shownPeople"], people)
        slide("year-from", 0)
        check("all years again", browser.state()["shownPeople"], expected["people"])
        slide("weight", 100)
        check("strongest tie", browser.state()["shownTies"] >= 1 and browser.state()["shownTies"] < expected["ties"], True)
        slide("weight", 0)
        browser.run("document.querySelector('#cluster-list button').click()")
        browser.rest()
        check("one cluster", browser.state()["shownPeople"], expected["largest_cluster"])
        check("pressed", browser.run("document.querySelectorAll('#cluster-list [aria-pressed=true]').length"), 1)
        browser.run("document.getElementById('all-clusters').click()")
        browser.rest()

        # Overlays, sizes, the theme.
        for select in ("overlay", "size"):
            for index in range(browser.run(f"document.getElementById('{select}').options.length")):
                browser.run(f"(e => {{ e.selectedIndex = {index}; e.dispatchEvent(new Event('change')) }})"
                            f"(document.getElementById('{select}'))")
                browser.rest()
                check("overlapping labels", overlaps(browser.state()["labels"]), 0)
        browser.run("document.getElementById('theme').click()")
        check("dark", browser.run("document.documentElement.className"), "dark")

        # Keys move the map.
        browser.run("document.getElementById('ink').focus()")
        before = browser.state()["scale"]
        browser.key("+", "+")
        browser.rest()
        check("plus zooms", browser.state()["scale"] > before, True)
        place = f"collab.place({json.dumps(expected['found'])})[0]"
        left = browser.run(place)
        browser.key("ArrowRight")
        browser.rest()
        check("arrow moves", browser.run(place) < left, True)
        left, scale = browser.run(place), browser.state()["scale"]
        browser.mouse("mousePressed", 700, 400, button="left", clickCount=1)
        browser.mouse("mouseMoved", 750, 400, button="left", buttons=1)
        browser.mouse("mouseReleased", 750, 400, button="left", clickCount=1)
        browser.rest()
        check("dragging moves", round(browser.run(place) - left), 50)
        browser.mouse("mouseWheel", 700, 400, deltaX=0, deltaY=-120)
        browser.rest()
        check("wheel zooms", browser.state()["scale"] > scale, True)
        browser.key("0", "0")
        browser.rest()
        check("nought shows all", abs(browser.state()["scale"] - 1) < 1e-6, True)

        # Saving.
        for kind in ("png", "svg"):
            browser.run(f"document.getElementById('save-{kind}').click()")
            files = browser.saved("*." + kind)
            check(kind + " is saved", len(files), 1)
            if not files:
                continue
            if kind == "png":
                check("png", files[0].read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
            else:
                space = "{http://www.w3.org/2000/svg}"
                root = ElementTree.parse(files[0]).getroot()
                check("svg circles", len(list(root.iter(space + "circle"))) > 5, True)
                check("svg text", len(list(root.iter(space + "text"))) > 5, True)
        # A driver that tells of its speed tells nothing of the page.
        problems = [text for text in browser.problems() if "(OpenGL, Performance" not in text]
        check("problems", problems, [])
    finally:
        browser.close()

    # A view that somebody sent.
    browser = Browser(page)
    try:
        year, people = expected["from_year"][0]
        browser.run(f"location.hash = '#years={year}..3000&size=Coauthors&clusters=2'")
        browser.rest()
        check("sent years", browser.run("document.getElementById('year-from').value"), str(year))
        check("sent size", browser.run("document.getElementById('size').value"), "degree")
        check("sent cluster", 0 < browser.state()["shownPeople"] < people, True)
        # By hand: the works of a ring are of 1980 + i mod 40; between the years of the first two lie works of others.
        browser.run("location.hash = '#years=1985..1985'")
        browser.rest()
        check("people with a work of the year", browser.state()["shownPeople"],
              2 * len([i for i in range(expected["people"]) if i % 40 == 5]))
        browser.run("location.hash = '#years=x..&size=Nothing&clusters=0,999&person=Nobody&view=1,NaN,2&from=a'")
        browser.rest()
        check("nonsense shows all", browser.state()["shownPeople"], expected["people"])
        browser.run("location.hash = '#view=0.5,0.5,8'")
        browser.rest()
        check("sent view", abs(browser.state()["scale"] - 8) < 1e-6, True)
        check("problems with addresses", [t for t in browser.problems() if "(OpenGL, Performance" not in t], [])
    finally:
        browser.close()

    browser = Browser(page, graphics="none", dark=True, width=390, height=844)
    try:
        browser.rest()
        state = browser.state()
        check("painter without WebGL", state["painter"], "raster")
        check("overlapping labels on a phone", overlaps(state["labels"]), 0)
        check("dark by wish", browser.run("document.documentElement.className"), "dark")
        unexpected = [text for text in browser.problems() if "WebGL" not in text]
        check("problems without WebGL", unexpected, [])
    finally:
        browser.close()


def picture(page, arguments):
    width, height = map(int, option(arguments, "--size", "1400x900").split("x"))
    browser = Browser(page, width, height, dark="--dark" in arguments, graphics="card" if "--webgl" in arguments else "none")
    try:
        if "--select" in arguments:
            browser.run("document.getElementById('query').focus()")
            browser.call("Input.insertText", text=option(arguments, "--select"))
            browser.key("Enter")
        browser.picture(option(arguments, "--picture"))
    finally:
        browser.close()


if __name__ == "__main__":
    page, arguments = sys.argv[1], sys.argv[2:]
    if "--picture" in arguments:
        picture(page, arguments)
    else:
        use(page, json.loads(pathlib.Path(arguments[0]).read_text(encoding="utf-8")))
        print("\n".join(failures))
        sys.exit(1 if failures else 0)
