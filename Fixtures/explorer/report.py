"""Judges a report's page in a real headless Chromium: contrast, headings, labels, requests, width.

usage: report.py PAGE.html

In light and dark, and on a telephone. Needs Python 3.9 or later and chromium on the path; ends with 77 where there is
no Chromium.
"""

import pathlib
import sys

from browser import Browser, check, failures

# Texts of less contrast to what they stand on than WCAG 2.2, 1.4.3 asks for.
FAINT = """(() => {
  const parts = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const color = parts(getComputedStyle(e).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  return [...document.body.querySelectorAll('*')].filter((e) => !e.closest('svg, script, template') && e.checkVisibility()
    && [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
    .map((e) => {
      const style = getComputedStyle(e), [a, b] = [light(parts(style.color)), light(ground(e))];
      const size = parseFloat(style.fontSize), isLarge = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
      return [e.tagName + ' ' + e.textContent.trim().slice(0, 30), (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), isLarge];
    }).filter(([, contrast, isLarge]) => contrast < (isLarge ? 3 : 4.5)).slice(0, 5);
})()"""
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((e) => e.checkVisibility()).map((e) => Number(e.tagName[1]))"
UNLABELLED = """[...document.querySelectorAll('input, select, button, a, [role=img]')].filter((e) => e.checkVisibility()
  && !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length
    || (e.getAttribute('aria-labelledby') ?? '').split(' ').some((id) => document.getElementById(id)?.textContent.trim())))
  .map((e) => e.outerHTML.slice(0, 80))"""
TWICE = """(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  return ids.filter((id, i) => ids.indexOf(id) !== i).slice(0, 5); })()"""
MAPS = "[...document.querySelectorAll('.cover figure > div')].filter((e) => e.checkVisibility()).map((e) => e.className)"


def judge(page, width, dark, maps):
    browser = Browser(page, width=width, dark=dark, ready="true")
    try:
        where = f"at {width}, {'dark' if dark else 'light'}"
        check("faint texts " + where, browser.run(FAINT), [])
        levels = browser.run(HEADINGS)
        check("first headings " + where, levels.count(1), 1)
        check("skipped headings " + where, [b for a, b in zip(levels, levels[1:]) if b > a + 1], [])
        check("without a name " + where, browser.run(UNLABELLED), [])
        check("ids that stand twice " + where, browser.run(TWICE), [])
        check("language " + where, browser.run("document.documentElement.lang"), "en")
        check("maps that are seen " + where, browser.run(MAPS), maps)
        check("wider than the window " + where, browser.run("document.documentElement.scrollWidth > innerWidth"), False)
        asked = {event["params"]["request"]["url"].split("#")[0] for event in browser.events
                 if event["method"] == "Network.requestWillBeSent"}
        check("requests " + where, asked - {pathlib.Path(page).resolve().as_uri()}, set())
        check("problems " + where, browser.problems(), [])
    finally:
        browser.close()


for width, kind in ((1280, "wide"), (390, "narrow")):
    for dark in (False, True):
        judge(sys.argv[1], width, dark, [("dark " if dark else "light ") + kind])
print("\n".join(failures))
sys.exit(bool(failures))
