"use strict";

// Search over the index beside this file. A page from the disk may not read files, so the index is a
// script, loaded when the search is first used.
(() => {
  const MAX_RESULTS = 40;
  // Kinds whose names say little without the page that they are on.
  const PLACED = ["field", "rule", "value"];
  // Of two results that match alike, the one of the earlier kind comes first.
  const KINDS = ["action", "type", "enum", "field", "error", "rule", "waiter", "value"];

  const input = document.getElementById("search");
  const list = document.getElementById("results");
  const status = document.getElementById("status");
  let entries = null;
  let shown = [];
  let active = -1;

  const load = () => {
    if (document.getElementById("search-index")) return;
    const script = document.createElement("script");
    script.id = "search-index";
    script.src = "search-index.js";
    script.addEventListener("load", () => {
      const { pages, entries: raw } = window.ecmSearchIndex;
      entries = raw.map(([kind, name, page, anchor, text]) => {
        const [file, title] = pages[page];
        const path = kind === "field" || kind === "rule" ? `${title}.${name}` : name;
        return {
          kind, name, title, text,
          address: anchor ? `${file}#${anchor}` : file,
          low: name.toLowerCase(), lowPath: path.toLowerCase(), lowText: text.toLowerCase(),
        };
      });
      const kind = (entry) => KINDS.indexOf(entry.kind);
      entries.sort((one, other) => kind(one) - kind(other) || one.name.length - other.name.length);
      search();
    });
    script.addEventListener("error", () => {
      status.textContent = "The search index is missing: search-index.js";
    });
    document.head.append(script);
  };

  // Smaller is better; a name that is the query comes first, a text that holds it last.
  const rank = (entry, query) => {
    const { low, lowPath, lowText } = entry;
    if (low === query) return 0;
    if (lowPath === query) return 1;
    if (low.startsWith(query)) return 2;
    if (lowPath.startsWith(query)) return 3;
    if (low.includes(query)) return 4;
    if (lowPath.includes(query)) return 5;
    if (lowText.includes(query)) return 6;
    return -1;
  };

  // Returns the best results, and how many there are. Entries are in order, so each rank is as well.
  const find = (text) => {
    const query = text.trim().toLowerCase();
    const words = query.split(/\s+/);
    const ranks = [];
    let count = 0;
    for (const entry of entries) {
      let ranked = rank(entry, query);
      if (ranked < 0 && words.length > 1) {
        const each = words.map((word) => rank(entry, word));
        if (each.every((one) => one >= 0)) ranked = 10 + Math.max(...each);
      }
      if (ranked < 0) continue;
      count += 1;
      (ranks[ranked] ??= []).push(entry);
    }
    return { best: ranks.flat().slice(0, MAX_RESULTS), count };
  };

  const part = (name, text) => {
    const element = document.createElement("span");
    element.className = name;
    element.textContent = text;
    return element;
  };

  const row = (entry, number) => {
    const item = document.createElement("li");
    item.id = `result-${number}`;
    item.setAttribute("role", "option");
    const link = document.createElement("a");
    link.href = entry.address;
    link.tabIndex = -1;
    link.append(part("what", entry.kind), part("found", entry.name));
    if (PLACED.includes(entry.kind)) link.append(part("where", entry.title));
    if (entry.text) link.append(part("about", entry.text));
    item.append(link);
    return item;
  };

  const select = (number) => {
    active = number;
    [...list.children].forEach((item, index) => {
      item.setAttribute("aria-selected", String(index === number));
      if (index === number) item.scrollIntoView({ block: "nearest" });
    });
    if (number < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `result-${number}`);
  };

  const open = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
  };

  const search = () => {
    if (!entries) return;
    const query = input.value.trim();
    const { best, count } = query ? find(query) : { best: [], count: 0 };
    shown = best;
    list.replaceChildren(...shown.map(row));
    open(shown.length > 0);
    select(shown.length > 0 ? 0 : -1);
    status.textContent = !query ? "" : count === 0 ? "nothing found" : `${count} found`;
  };

  const close = () => {
    open(false);
    select(-1);
    status.textContent = "";
  };

  input.addEventListener("focus", load);
  input.addEventListener("input", () => {
    load();
    search();
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) {
      event.preventDefault();
      select((active + step + shown.length) % shown.length);
    } else if (event.key === "Enter" && shown[active]) {
      event.preventDefault();
      location.href = shown[active].address;
      close();
      input.blur();
    } else if (event.key === "Escape") {
      close();
      input.blur();
    }
  });
  list.addEventListener("click", close);
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) close();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });

  // What is linked to or printed is never hidden in a closed part.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") part.open = true;
    }
  };
  addEventListener("hashchange", reveal);
  reveal();
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
  });

  document.querySelector(".search").hidden = false;
})();
