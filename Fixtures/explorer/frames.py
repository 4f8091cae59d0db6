"""Measures how an explorer page opens and moves in a real headless Chromium.

usage: frames.py PAGE.html [--webgl] [--size 1280x800] [--dark] [--profile]

Prints a table in Markdown. For each kind of motion: the time between frames, in milliseconds that
pass; the processor time of the page's main thread (script, style, layout, paint) a frame, which a
busy machine changes little; and that of all of Chromium's processes. The map is drawn as where
there is no graphics card; --webgl makes it use WebGL all the same, in software (SwiftShader).
--profile adds where the script's time goes.
"""

import collections
import sys

from browser import Browser

FRAMES = 120
MOTION = """(async () => {
  const ink = document.getElementById("ink"), times = [];
  const at = (type, x, y) => ink.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, pointerType: "mouse", clientX: x, clientY: y, bubbles: true }));
  ink.setPointerCapture = () => {};
  const set = (id, value, kind = "input") => {
    const control = document.getElementById(id);
    control.value = value;
    control.dispatchEvent(new Event(kind));
  };
  const act = %s, frames = %d;
  let last = await new Promise(requestAnimationFrame);
  for (let i = 0; i < frames; i++) {
    performance.mark("frame");
    act(i);
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  performance.mark("frame");
  at("pointerup", 0, 0);
  return times;
})()"""
PAN = """(i) => {
  if (i === 0) at("pointerdown", 700, 400);
  at("pointermove", 700 + 250 * Math.sin(i / 12), 400 + 150 * Math.cos(i / 9));
}"""
ZOOM = """(i) => ink.dispatchEvent(new WheelEvent("wheel", {
  deltaY: i %% 80 < 40 ? -60 : 60, clientX: 800, clientY: 400 }))""".replace("%%", "%")
HOVER = """(i) => at("pointermove", 420 + 5 * i, 400 + 150 * Math.sin(i / 7))"""
KINDS = [
    ("panning", PAN, ""),
    ("zooming", ZOOM, ""),
    ("hovering", HOVER, ""),
    ("panning, zoomed in", PAN, "for (let i = 0; i < 6; i++) document.getElementById('zoom-in').click()"),
    ("hovering, zoomed in", HOVER, ""),
    ("panning beside a card", PAN, "document.querySelector('#top-list button').click()"),
    ("panning, one cluster", PAN, "document.getElementById('zoom-all').click();"
     "document.querySelector('#cluster-list button').click()"),
    ("panning, filtered by weight", PAN, "document.getElementById('all-clusters').click();"
     "(e => { e.value = 60; e.dispatchEvent(new Event('input')) })(document.getElementById('weight'))"),
]
STEPS = [
    ("first search", "set('query', 'an')"),
    ("next letter", "set('query', 'ana')"),
    ("filter by weight", "set('weight', 30)"),
    ("no filter", "set('weight', 0)"),
    ("filter by years", "set('year-from', 2000)"),
    ("colour by coauthors", "set('overlay', 'degree', 'change')"),
]


def traced(browser, work):
    """What a script returns, and the spans of the page's main thread: begin, processor time."""
    session, browser.session = browser.session, None
    browser.call("Tracing.start", transferMode="ReportEvents", traceConfig={
        "includedCategories": ["disabled-by-default-devtools.timeline", "blink.user_timing"]})
    browser.session = session
    begin = processor(browser)
    result = work()
    used = processor(browser) - begin
    browser.session = None
    seen = len(browser.events)
    browser.call("Tracing.end")
    while not any(event["method"] == "Tracing.tracingComplete" for event in browser.events[seen:]):
        browser.events.append(browser.message())
    browser.session = session
    events = [one for event in browser.events[seen:] if event["method"] == "Tracing.dataCollected"
              for one in event["params"]["value"]]
    browser.events = [e for e in browser.events if not e["method"].startswith("Tracing.")]
    marks = sorted(e["ts"] for e in events if e["name"] == "frame" and e["cat"] == "blink.user_timing")
    thread = next(((e["pid"], e["tid"]) for e in events if e["name"] == "frame"), None)
    tasks = [(e["ts"], e.get("tdur", 0) / 1000) for e in events
             if e["name"] == "RunTask" and e["ph"] == "X" and (e["pid"], e["tid"]) == thread]
    return result, used, marks, tasks


def processor(browser):
    """Seconds of processor time that all processes of the browser have had."""
    session, browser.session = browser.session, None
    infos = browser.call("SystemInfo.getProcessInfo")["processInfo"]
    browser.session = session
    return sum(info["cpuTime"] for info in infos)


def spread(values):
    values = sorted(values)
    return f"{values[len(values) // 2]:.1f} | {values[len(values) * 95 // 100]:.1f} | {values[-1]:.0f}"


def profiled(browser, work):
    browser.call("Profiler.enable")
    browser.call("Profiler.start")
    work()
    profile = browser.call("Profiler.stop")["profile"]
    names = {node["id"]: node["callFrame"] for node in profile["nodes"]}
    own = collections.Counter()
    for node, delta in zip(profile["samples"], profile["timeDeltas"]):
        frame = names[node]
        own[f"{frame['functionName'] or '(nameless)'}:{frame['lineNumber'] + 1}"] += delta / 1000
    for name, milliseconds in own.most_common(14):
        print(f"    {milliseconds:8.1f} ms  {name}")


def measure(page, arguments):
    size = arguments[arguments.index("--size") + 1] if "--size" in arguments else "1280x800"
    width, height = map(int, size.split("x"))
    browser = Browser(page, width, height, dark="--dark" in arguments, graphics="card" if "--webgl" in arguments else "none")
    try:
        browser.rest()
        paints = browser.run("performance.getEntriesByType('paint').map(e => e.startTime / 1000)")
        state = browser.state()
        print(f"{state['people']} people, {state['ties']} ties, {state['painter']}; first paint after "
              f"{min(paints):.1f} s, the map after {browser.seconds:.1f} s; "
              f"{processor(browser):.1f} s of processor time so far, "
              f"{browser.run('performance.memory.usedJSHeapSize') / 1e6:.0f} MB of script memory\n")
        print("| motion | a frame, ms: median | 95 % | longest | main thread, ms: median | 95 % | longest "
              "| all processes, ms | ties | people |\n|" + "---|" * 10)
        for name, act, before in KINDS:
            browser.run(before)
            browser.rest()
            browser.rest()
            times, used, marks, tasks = traced(browser, lambda: browser.run(MOTION % (act, FRAMES)))
            spans = [sum(took for at, took in tasks if a <= at < b) for a, b in zip(marks, marks[1:])]
            drawn = browser.state()["drawn"]
            print(f"| {name} | {spread(times)} | {spread(spans)} | {1000 * used / FRAMES:.1f} "
                  f"| {drawn['edges']} | {drawn['vertices']} |", flush=True)
            browser.rest()
            if "--profile" in arguments:
                profiled(browser, lambda: browser.run(MOTION % (act, FRAMES)))
                browser.rest()
        browser.run("document.getElementById('zoom-all').click()")
        print("\n| step | main thread, ms |\n|---|---|")
        for name, step in STEPS:
            browser.rest()
            _, _, marks, tasks = traced(browser, lambda: browser.run(MOTION % (f"() => {step}", 1)))
            took = sum(took for at, took in tasks if at <= marks[-1])
            print(f"| {name} | {took:.0f} |")
            if "--profile" in arguments:
                profiled(browser, lambda: browser.run(MOTION % (f"() => {step}", 1)))
        for problem in browser.problems():
            print(problem)
    finally:
        browser.close()


if __name__ == "__main__":
    measure(sys.argv[1], sys.argv[2:])
