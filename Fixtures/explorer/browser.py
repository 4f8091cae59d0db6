"""A real headless Chromium, spoken to over the DevTools protocol's pipe, without further modules.

Needs Python 3.9 or later and chromium on the path; ends the script with 77 where there is none.
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


# The map leaves WebGL alone where a processor does the work of a graphics card. "card" hides that,
# so that WebGL is tested on machines without one; "software" tells it, and "none" has no WebGL.
CARD = """const read = WebGL2RenderingContext.prototype.getParameter;
WebGL2RenderingContext.prototype.getParameter = function (name) {
  return name === 0x9246 ? "a card" : read.call(this, name);
};"""

failures = []


def check(what, got, wanted):
    if got != wanted:
        failures.append(f"{what}: got {got!r}, wanted {wanted!r}")


def option(arguments, name, default=None):
    """The value behind an option of the command line."""
    return arguments[arguments.index(name) + 1] if name in arguments else default


class Browser:
    def __init__(self, page, width=1280, height=800, dark=False, graphics="card", ready="typeof collab === 'object'"):
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
        flags = ["--disable-3d-apis"] if graphics == "none" else ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--hide-scrollbars",
             "--user-data-dir=" + self.folder, *flags, "about:blank"],
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
        if graphics == "card":
            self.call("Page.addScriptToEvaluateOnNewDocument", source=CARD)
        begin = time.monotonic()
        self.call("Page.navigate", url=pathlib.Path(page).resolve().as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self.message())
        # The script runs on beyond the end of loading, where it unpacks its data.
        while not self.run(ready):
            if any(problem.startswith("exception") for problem in self.problems()):
                break
            time.sleep(0.05)
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
            raise RuntimeError("\n".join([f"{script}: {answer['exceptionDetails']}", *self.problems()]))
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
        """Waits for the map to settle: 140 ms after the last motion, later on a busy machine."""
        self.run("new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 400))")
        self.until("globalThis.collab?.state?.isResting ?? true")

    def until(self, condition, seconds=60):
        """Waits for a condition of the page, however busy the machine; returns whether it came true."""
        end = time.monotonic() + seconds
        while not self.run(condition):
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def saved(self, pattern):
        """The files of a pattern that the page saved, once one is there: it gets its name when it is whole."""
        for _ in range(600):
            files = [file for file in pathlib.Path(self.folder).glob(pattern) if file.stat().st_size]
            if files:
                return files
            time.sleep(0.1)
        return []

    def picture(self, path):
        """Writes what is shown, once it rests, as a PNG."""
        self.rest()
        image = self.call("Page.captureScreenshot")["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(image))

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
