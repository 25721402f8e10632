"use strict";

// Loaded before the page is drawn, so that it never flashes in the other theme.
(() => {
  const KEY = "ecm-docs-theme";
  const root = document.documentElement;

  // Storage may be blocked; the theme then lasts for the page.
  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const store = (theme) => {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Nothing depends on it.
    }
  };

  const show = (theme) => {
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

  show(stored());
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const mark = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    button.addEventListener("click", () => {
      show(isDark() ? "light" : "dark");
      store(root.dataset.theme);
      mark();
    });
    system.addEventListener("change", mark);
    mark();
  });
})();
