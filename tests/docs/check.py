"""Reads the pages of `ecm docs` in a browser, as their users do."""

import glob
import json
import os
import subprocess
import sys
import tempfile

from browser import Browser

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
EVIL = "<script>document.title='hit'</script><img src=x onerror=\"document.title='hit'\"> </script> & \" ]]>"

# Texts whose contrast with the background behind them is below 4.5 to 1.
FAINT = """
const parse = (color) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const known = new Map();
const light = (color) => {
  if (!known.has(color)) {
    const linear = parse(color).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    known.set(color, 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]);
  }
  return known.get(color);
};
const behind = (element) => {
  for (let one = element; one; one = one.parentElement) {
    const color = getComputedStyle(one).backgroundColor;
    if (color !== "rgba(0, 0, 0, 0)") return color;
  }
  return "white";
};
const faint = new Set();
for (const element of document.querySelectorAll("body *")) {
  const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!hasText || !element.checkVisibility()) continue;
  const [one, other] = [light(getComputedStyle(element).color), light(behind(element))];
  const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  if (contrast < 4.5) faint.add(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
}
return [...faint];
"""

# What a page links to, and what can be linked to on it.
PAGE = """
return {
  links: [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")),
  ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
  wide: document.scrollingElement.scrollWidth - innerWidth,
  title: document.title,
  unnamed: [...document.querySelectorAll("a, button, input")].filter((element) =>
    !(element.textContent.trim() || element.getAttribute("aria-label"))).map((element) => element.outerHTML),
  landmarks: ["header", "main", "footer", "nav"].filter((name) => !document.querySelector(name)),
};
"""


def docs(ecm, spec, out):
    run = subprocess.run([ecm, "docs", spec, "--out", out], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, (spec, run.stderr)
    return out


def names(folder):
    return sorted(os.path.basename(path) for path in glob.glob(os.path.join(folder, "*.html")))


def check_quiet(browser):
    complaints = browser.complaints()
    assert not complaints, complaints
    foreign = [url for url in browser.requests() if url.startswith(("http", "ws", "ftp"))]
    assert not foreign, foreign


def check_pages(browser, folder):
    """Every page is as wide as a small phone, and every link leads somewhere."""
    browser.resize(360)
    pages = {}
    for name in names(folder):
        browser.open(folder, name)
        page = pages[name] = browser.run(PAGE)
        assert page["wide"] <= 0, f"{name} is {page['wide']} px too wide at 360 px"
        assert not page["unnamed"] and not page["landmarks"], (name, page["unnamed"], page["landmarks"])
    for name, page in pages.items():
        for link in page["links"]:
            if link.startswith("http"):
                continue
            file, _, anchor = link.partition("#")
            target = pages.get(file or name)
            assert target and (not anchor or anchor in target["ids"]), f"{name}: {link} leads nowhere"
    check_quiet(browser)
    return pages


def find(browser, query):
    """Searches by keyboard alone, and returns the results as kind and name."""
    browser.press("/")
    assert browser.run("return document.activeElement.id") == "search"
    browser.press(query)
    script = """
      if (!document.getElementById("status").textContent) return null;
      const rows = [...document.querySelectorAll("#results li")];
      return { rows: rows.map((row) => [".what", ".found"].map((part) => row.querySelector(part).textContent)) };
    """
    return browser.wait(script, f"results for {query}")["rows"]


def check_search(browser, folder):
    browser.resize(1280)
    for query, first, address in [
        ("RunInstances", ["action", "RunInstances"], "action.RunInstances.html"),
        ("runinst", ["action", "RunInstances"], "action.RunInstances.html"),
        ("RunInstances.Password", ["field", "Password"], "action.RunInstances.html#request.Password"),
        ("R16", ["rule", "R16"], "action.RunInstances.html#rule.R16"),
        ("VcpuLimit", ["error", "LimitExceeded.VcpuLimitExceeded"], "errors.html#error.LimitExceeded~2e~VcpuLimitExceeded"),
        ("ZoneInstanceCountISP", ["type", "ZoneInstanceCountISP"], "type.ZoneInstanceCountISP.html"),
        ("InstancesRunning", ["waiter", "InstancesRunning"], "action.DescribeInstances.html#waiter.InstancesRunning"),
    ]:
        browser.open(folder, "index.html")
        results = find(browser, query)
        typed = browser.run("return document.getElementById('search').value")
        assert results[:1] == [first], (query, typed, results[:3])
        browser.press("Enter")
        browser.wait(f"return location.href.endsWith({json.dumps('/' + address)})", f"{query} leads to {address}")
        if "#" in address:
            place = "return document.querySelector(':target')?.getBoundingClientRect().top"
            top = browser.wait(place, f"the target of {query}")
            assert 0 <= top < 800, (query, top)
    browser.open(folder, "types.html")
    results = find(browser, "Instance")
    browser.press("ArrowDown", "ArrowDown", "ArrowUp")
    selected = browser.run("return document.querySelector('[aria-selected=true] .found').textContent")
    assert selected == results[1][1], (selected, results[:3])
    active = browser.run("return document.getElementById('search').getAttribute('aria-activedescendant')")
    assert active == "result-1", active
    browser.press("Escape")
    assert browser.run("return document.getElementById('results').hidden")
    browser.open(folder, "types.html")
    assert find(browser, "qqqzzz") == []
    assert "nothing found" == browser.run("return document.getElementById('status').textContent")
    check_quiet(browser)


def check_without_index(browser, folder):
    index = os.path.join(folder, "search-index.js")
    os.rename(index, index + ".away")
    browser.open(folder, "index.html")
    find(browser, "RunInstances")
    assert "search-index.js" in browser.run("return document.getElementById('status').textContent")
    os.rename(index + ".away", index)
    complaints = browser.complaints()
    assert len(complaints) == 1 and "ERR_FILE_NOT_FOUND" in complaints[0], complaints


def check_many(browser, folder):
    """Ten thousand entries are searched, and how quickly is reported."""
    path = os.path.join(folder, "search-index.js")
    with open(path) as file:
        text = file.read()
    before, after = text.split("window.ecmSearchIndex = ")
    index = json.loads(after.rstrip().rstrip(";"))
    index["entries"] = (index["entries"] * (10_000 // len(index["entries"]) + 1))[:10_000]
    with open(path, "w") as file:
        file.write(f"{before}window.ecmSearchIndex = {json.dumps(index)};\n")
    browser.open(folder, "index.html")
    assert find(browser, "RunInstances")[0] == ["action", "RunInstances"]
    assert browser.run("return window.ecmSearchIndex.entries.length") == 10_000
    script = """
      const input = document.getElementById("search");
      const start = performance.now();
      for (const text of ["i", "in", "ins", "inst", "instance", "instance id", "e", "qz", "set", "describe"]) {
        input.value = text;
        input.dispatchEvent(new Event("input"));
      }
      return (performance.now() - start) / 10;
    """
    print(f"search: {browser.run(script):.1f} ms a query in 10,000 entries")
    with open(path, "w") as file:
        file.write(text)


def check_themes(browser, folder):
    color = "return getComputedStyle(document.body).backgroundColor"
    theme = "document.getElementById('theme').click();" + color
    for page in ["index.html", "action.RunInstances.html", "errors.html", "enums.html"]:
        for scheme in ["light", "dark"]:
            browser.prefer(scheme)
            browser.open(folder, page)
            faint = browser.run(FAINT)
            assert not faint, (page, scheme, faint)
    dark = browser.run(color)
    light = browser.run(theme)
    assert dark != light
    browser.open(folder, "types.html")
    assert browser.run(color) == light, "the theme stays on other pages"
    assert browser.run("return document.getElementById('theme').getAttribute('aria-pressed')") == "false"
    assert browser.run(theme) == dark
    check_quiet(browser)


def check_print(browser, folder):
    closed = "return document.querySelectorAll('details:not([open])').length"
    browser.open(folder, "type.Instance.html")
    assert browser.run(closed) > 0
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert browser.run(closed) == 0
    browser.command("Emulation.setEmulatedMedia", media="print")
    assert browser.run("return document.querySelector('.search').checkVisibility()") is False
    browser.command("Emulation.setEmulatedMedia", media="")


def evil(folder):
    """Writes a spec whose documentation tries to be a script."""

    def put(value):
        if isinstance(value, dict):
            return {key: EVIL if key == "doc" else put(inner) for key, inner in value.items()}
        return [put(inner) for inner in value] if isinstance(value, list) else value

    with open(os.path.join(ROOT, "tests/specs/workshop-2024-02-29.json")) as file:
        spec = put(json.load(file))
    path = os.path.join(folder, "evil.json")
    with open(path, "w") as file:
        json.dump(spec, file)
    return path


def check_evil(browser, folder):
    pages = check_pages(browser, folder)
    assert all("hit" not in page["title"] for page in pages.values())
    browser.open(folder, "action.New.html")
    find(browser, "script")
    assert browser.run("return document.querySelectorAll('#results script, #results img, main img').length") == 0
    assert browser.run("return document.body.textContent.includes(arguments[0])", EVIL)
    assert "hit" not in browser.run("return document.title")
    # Had a script got onto the page all the same, the policy would not let it run.
    browser.run("const s = document.createElement('script'); s.textContent = 'document.title = \"hit\"'; document.body.append(s)")
    assert "hit" not in browser.run("return document.title")
    complaints = browser.complaints()
    assert len(complaints) == 1 and "Content Security Policy" in complaints[0], complaints


def check_without_storage(folder):
    with Browser({"profile.default_content_setting_values.cookies": 2}) as browser:
        browser.open(folder, "index.html")
        blocked = browser.run("try { localStorage.getItem('a'); return false } catch { return true }")
        assert blocked, "the storage is not blocked"
        before = browser.run("return getComputedStyle(document.body).backgroundColor")
        browser.run("document.getElementById('theme').click()")
        assert browser.run("return getComputedStyle(document.body).backgroundColor") != before
        assert find(browser, "RunInstances")[0] == ["action", "RunInstances"]
        check_quiet(browser)


def check_services(ecm, folder):
    """The pages of all other services at hand, and the widths of some of them."""
    found = sorted(glob.glob(os.path.join(ROOT, "../shared/metadata*/*/*/api.json")))
    if not found:
        print("skipped: the vendor's metadata is not at hand")
    written = []
    for number, path in enumerate(found):
        service = path.split(os.sep)[-3]
        spec = os.path.join(folder, f"{service}-{number}.json")
        run = subprocess.run([ecm, "import", path, "--docs", "--out", spec], capture_output=True, text=True, timeout=300)
        assert run.returncode == 0, (path, run.stderr)
        out = docs(ecm, spec, os.path.join(folder, f"{service}-{number}"))
        written.append((service, out))
        print(f"{service}: {len(names(out))} pages, {sum(map(os.path.getsize, glob.glob(out + '/*'))) // 1024} KiB")
    return written


def main(ecm):
    with tempfile.TemporaryDirectory() as folder:
        pages = docs(ecm, "ecm-2019-07-19", os.path.join(folder, "ecm"))
        harmful = docs(ecm, evil(folder), os.path.join(folder, "evil"))
        services = check_services(ecm, folder)
        with Browser() as browser:
            print(f"ecm: {len(check_pages(browser, pages))} pages")
            check_search(browser, pages)
            check_many(browser, pages)
            check_themes(browser, pages)
            check_print(browser, pages)
            check_without_index(browser, pages)
            check_evil(browser, harmful)
            for service, out in services[::5]:
                check_pages(browser, out)
        check_without_storage(pages)
    print("ok")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
