"""Opens an explorer page in a real headless Chromium and uses it like a person would.

usage: browse.py PAGE.html EXPECTED.json          checks everything, prints what failed
       browse.py PAGE.html --frames               times panning and zooming
       browse.py PAGE.html --picture OUT.png [--dark] [--size 1400x900] [--select NAME]

Needs Python 3.9 or later and chromium on the path; talks to it over the DevTools protocol's
pipe, without further modules. Ends with 77 where there is no Chromium.
"""

import base64
import fcntl
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree


class Browser:
    def __init__(self, page, width=1280, height=800, dark=False, has_webgl=True):
        program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        if program is None:
            print("skipped: chromium is not there")
            sys.exit(77)
        to_browser, from_browser = os.pipe(), os.pipe()

        def wire():
            # Chromium reads commands from descriptor 3 and writes answers to 4.
            reading = fcntl.fcntl(to_browser[0], fcntl.F_DUPFD, 50)
            writing = fcntl.fcntl(from_browser[1], fcntl.F_DUPFD, 50)
            os.dup2(reading, 3)
            os.dup2(writing, 4)

        self.folder = tempfile.mkdtemp()
        graphics = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"] if has_webgl else ["--disable-3d-apis"]
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--hide-scrollbars",
             "--user-data-dir=" + self.folder, *graphics, "about:blank"],
            preexec_fn=wire, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser[0])
        os.close(from_browser[1])
        self.writing, self.reading = to_browser[1], from_browser[0]
        self.buffer, self.number, self.events, self.session = b"", 0, [], None
        pages = self.call("Target.getTargets")["targetInfos"]
        target = next(info["targetId"] for info in pages if info["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        motion = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.call("Emulation.setEmulatedMedia", features=[scheme, motion])
        self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=self.folder)
        begin = time.monotonic()
        self.call("Page.navigate", url=pathlib.Path(page).resolve().as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self.message())
        self.seconds = time.monotonic() - begin

    def message(self):
        while b"\0" not in self.buffer:
            data = os.read(self.reading, 1 << 20)
            if not data:
                raise EOFError("chromium went away")
            self.buffer += data
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, **params):
        self.number += 1
        command = {"id": self.number, "method": method, "params": params}
        if self.session:
            command["sessionId"] = self.session
        os.write(self.writing, json.dumps(command).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def run(self, script):
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def key(self, key, text=None):
        codes = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowRight": 39}
        more = {"windowsVirtualKeyCode": codes[key]} if key in codes else {}
        kind = "keyDown" if text or key in ("Enter",) else "rawKeyDown"
        if key == "Enter":
            text = "\r"
        self.call("Input.dispatchKeyEvent", type=kind, key=key, **({"text": text} if text else {}), **more)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, **more)

    def mouse(self, kind, x, y, **more):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def click(self, x, y):
        self.mouse("mousePressed", x, y, button="left", clickCount=1)
        self.mouse("mouseReleased", x, y, button="left", clickCount=1)

    def rest(self):
        """Waits for the map to settle: it does so 140 ms after the last motion."""
        self.run("new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 400))")

    def state(self):
        return self.run("collab.state")

    def problems(self):
        found = []
        for event in self.events:
            params = event.get("params", {})
            if event["method"] == "Runtime.exceptionThrown":
                found.append("exception: " + json.dumps(params["exceptionDetails"])[:400])
            elif event["method"] == "Log.entryAdded":
                found.append("log: " + params["entry"]["text"])
            elif event["method"] == "Runtime.consoleAPICalled":
                found.append("console: " + json.dumps(params["args"])[:400])
            elif event["method"] == "Network.requestWillBeSent":
                if not params["request"]["url"].startswith(("file:", "blob:")):
                    found.append("request: " + params["request"]["url"])
        return found

    def close(self):
        self.session = None
        try:
            self.call("Browser.close")
        except (EOFError, OSError, RuntimeError):
            pass
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


failures = []


def check(what, got, wanted):
    if got != wanted:
        failures.append(f"{what}: got {got!r}, wanted {wanted!r}")


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
        check("chosen", browser.state()["selected"], expected["found"])
        check("card", browser.run("document.getElementById('card-name').textContent"), expected["found"])
        check("focus is on the card", browser.run("document.activeElement.id"), "card")
        check("is said", expected["found"] in browser.run("document.getElementById('said').textContent"), True)
        check("coauthors", browser.run("document.querySelectorAll('#card .people button').length"), expected["coauthors"])
        check("papers", browser.run("document.querySelectorAll('#card .papers li').length"), expected["papers"])
        check("labels beside the card overlap", overlaps(browser.state()["labels"]), 0)
        next_name = browser.run("document.querySelector('#card .people button .grow').textContent")
        browser.run("document.querySelector('#card .people button').click()")
        check("walks on", browser.state()["selected"], next_name)
        browser.key("Escape")
        check("escape closes", browser.state()["selected"], None)

        # The pointer: a click on the map, and what hovers.
        browser.rest()
        x, y = browser.run(f"collab.place({json.dumps(expected['found'])})")
        browser.mouse("mouseMoved", x, y)
        browser.rest()
        check("tip", browser.run("document.querySelector('#tip b').textContent"), expected["found"])
        browser.click(x, y)
        check("click chooses", browser.state()["selected"], expected["found"])

        # The way to someone else.
        browser.run("[...document.querySelectorAll('#card .acts button')][0].click()")
        browser.call("Input.insertText", text=expected["to"])
        browser.key("Enter")
        browser.rest()
        way = browser.state()["way"]
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
            files = []
            for _ in range(100):
                files = list(pathlib.Path(browser.folder).glob("*." + kind))
                if files and files[0].stat().st_size:
                    break
                time.sleep(0.1)
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
        check("problems", browser.problems(), [])
    finally:
        browser.close()

    browser = Browser(page, has_webgl=False, dark=True, width=390, height=844)
    try:
        browser.rest()
        state = browser.state()
        check("painter without WebGL", state["painter"], "canvas")
        check("overlapping labels on a phone", overlaps(state["labels"]), 0)
        check("dark by wish", browser.run("document.documentElement.className"), "dark")
        unexpected = [text for text in browser.problems() if "WebGL" not in text]
        check("problems without WebGL", unexpected, [])
    finally:
        browser.close()


def frames(page):
    browser = Browser(page)
    try:
        browser.rest()
        print(f"opened in {browser.seconds:.2f} s; {browser.state()['people']} people, {browser.state()['ties']} ties")
        drag = """(async () => {
          const ink = document.getElementById("ink"), times = [];
          const at = (type, x, y) => ink.dispatchEvent(new PointerEvent(type, {
            pointerId: 1, pointerType: "mouse", clientX: x, clientY: y, bubbles: true, buttons: 1 }));
          ink.setPointerCapture = () => {};
          const act = %s;
          let last = await new Promise(requestAnimationFrame);
          for (let i = 0; i < 150; i++) {
            act(i);
            const now = await new Promise(requestAnimationFrame);
            times.push(now - last);
            last = now;
          }
          return times.sort((a, b) => a - b);
        })()"""
        acts = {
            "panning": "(i) => { if (i === 0) at('pointerdown', 700, 400); at('pointermove', 700 + 150 * Math.sin(i / 12), 400 + 90 * Math.cos(i / 9)); }",
            "zooming": "(i) => ink.dispatchEvent(new WheelEvent('wheel', { deltaY: i < 75 ? -60 : 60, clientX: 800, clientY: 400 }))",
        }
        for name, act in acts.items():
            times = browser.run(drag % act)
            drawn = browser.state()["drawn"]
            print(f"{name}: median {times[75]:.1f} ms, 95 % below {times[142]:.1f} ms, longest {times[-1]:.1f} ms"
                  f" a frame, drawing {drawn['vertices']} people and {drawn['edges']} ties")
        begin = time.monotonic()
        browser.run("document.getElementById('query').focus()")
        browser.call("Input.insertText", text="ana")
        browser.run("document.querySelectorAll('#found li').length")
        print(f"search, the first time: {time.monotonic() - begin:.2f} s")
        for problem in browser.problems():
            print(problem)
    finally:
        browser.close()


def picture(page, arguments):
    size = arguments[arguments.index("--size") + 1] if "--size" in arguments else "1400x900"
    width, height = map(int, size.split("x"))
    browser = Browser(page, width, height, dark="--dark" in arguments)
    try:
        if "--select" in arguments:
            name = json.dumps(arguments[arguments.index("--select") + 1])
            browser.run("document.getElementById('query').focus()")
            browser.call("Input.insertText", text=json.loads(name))
            browser.key("Enter")
        browser.rest()
        image = browser.call("Page.captureScreenshot")["data"]
        pathlib.Path(arguments[arguments.index("--picture") + 1]).write_bytes(base64.b64decode(image))
    finally:
        browser.close()


if __name__ == "__main__":
    page, arguments = sys.argv[1], sys.argv[2:]
    if arguments == ["--frames"]:
        frames(page)
    elif "--picture" in arguments:
        picture(page, arguments)
    else:
        use(page, json.loads(pathlib.Path(arguments[0]).read_text(encoding="utf-8")))
        print("\n".join(failures))
        sys.exit(1 if failures else 0)
