// The agent's desk: keys of the softphone, clocks that run, suggestions taken over with one click.
(() => {
  "use strict";

  const pad = (number) => String(number).padStart(2, "0");
  const tick = () => {
    document.querySelectorAll("time[data-runs]").forEach((clock) => {
      const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dateTime)) / 1000));
      const text = seconds >= 3600
        ? `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
        : `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`;
      if (clock.textContent !== text) clock.textContent = text;
      const limit = Number(clock.dataset.limit || 0);
      clock.classList.toggle("is-late", limit > 0 && seconds > limit);
    });
  };
  setInterval(tick, 500);

  // F2, F4 …: the control that says so; never while a key is held down
  const KEYS = /^F\d+$/;
  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.altKey || event.metaKey) return;
    const name = event.key === "Enter" && event.ctrlKey ? "Ctrl+Enter" : event.key;
    if (name !== "Ctrl+Enter" && (!KEYS.test(name) || event.ctrlKey)) return;
    const control = document.querySelector(`[data-key="${name}"]:not([disabled])`);
    if (!control) return;
    event.preventDefault();
    if (control.matches("input, textarea, select")) control.focus();
    else control.click();
  });

  // a suggestion is taken over into the form, which asks for what fits it then
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fills]");
    if (!button) return;
    for (const [id, value] of [["id_demand_class", button.dataset.idDemandClass], ["id_unit", button.dataset.idUnit]]) {
      const field = document.getElementById(id);
      if (!field || !value) continue;
      field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    button.setAttribute("aria-pressed", "true");
  });

  // the tab tells that it rings
  const title = document.title;
  const ring = () => {
    const rings = document.querySelector("#softphone[data-stage=ringing]");
    document.title = rings ? `☎ ${title}` : title;
  };
  document.addEventListener("htmx:afterSettle", () => { ring(); tick(); });
  document.addEventListener("DOMContentLoaded", () => { ring(); tick(); });
})();
