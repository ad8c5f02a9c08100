// The editor of texts with live figures: insert a figure at the cursor, bind a typed number, preview as one types.
(() => {
  "use strict";

  const boxes = () => Array.from(document.querySelectorAll("textarea[data-live]"));
  let last = null;
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea[data-live]")) last = event.target;
  });

  const put = (box, start, end, text) => {
    box.focus();
    box.setSelectionRange(start, end);
    box.setRangeText(text, start, end, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // the server counts characters, the browser counts units of UTF-16
  const unitsAt = (text, characters) => Array.from(text).slice(0, characters).join("").length;

  // a figure brings its unit along: the one typed behind the number goes
  const unitOf = (key) => {
    const known = document.querySelector(`[data-inserts="${CSS.escape(key)}"]`);
    return known ? /[^\d.,\s]*$/.exec(known.dataset.figure)[0] : "";
  };

  document.addEventListener("click", (event) => {
    const figure = event.target.closest("[data-inserts]");
    if (figure) {
      const box = last || boxes()[0];
      if (box) put(box, box.selectionStart, box.selectionEnd, `{${figure.dataset.inserts}}`);
      return;
    }
    const bind = event.target.closest("[data-binds]");
    if (!bind) return;
    const box = document.querySelector(`textarea[name="${CSS.escape(bind.dataset.binds)}"]`);
    const text = box.value;
    const start = unitsAt(text, Number(bind.dataset.start));
    const end = unitsAt(text, Number(bind.dataset.start) + Number(bind.dataset.length));
    const unit = unitOf(bind.dataset.key);
    const blank = /^\s*/.exec(text.slice(end))[0].length;
    const has = unit && text.slice(end + blank).startsWith(unit);
    put(box, start, has ? end + blank + unit.length : end, `{${bind.dataset.key}}`);
  });

  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-palette-search]")) return;
    const wanted = event.target.value.trim().toLowerCase();
    document.querySelectorAll("[data-palette] li").forEach((row) => {
      row.hidden = Boolean(wanted) && !row.textContent.toLowerCase().includes(wanted);
    });
  });

  const waiting = new Map();
  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!box.matches("textarea[data-live]")) return;
    const shown = document.querySelector(`[data-preview="${CSS.escape(box.id)}"]`);
    clearTimeout(waiting.get(box));
    waiting.set(box, setTimeout(() => {
      const { url } = shown.dataset;
      const headers = { "HX-Trigger-Name": box.name };
      window.htmx.ajax("POST", url, { source: shown, target: shown, swap: "innerHTML", headers });
    }, 350));
  });
})();
