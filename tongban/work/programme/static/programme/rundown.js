// The run-down: dragging a question sends the new order, the clock of what is on air runs, counts are asked for.
(() => {
  "use strict";
  const ASK_EVERY = 3000;

  const form = document.querySelector("[data-run-down]");
  let dragged = null;
  let before = "";
  const order = () => [...new FormData(form).getAll("question")].join();
  const rows = () => [...form.querySelectorAll(".run-row")];
  if (form) {
    form.addEventListener("dragstart", (event) => {
      dragged = event.target.closest(".run-row");
      dragged?.classList.add("is-dragged");
      before = order();
    });
    form.addEventListener("dragover", (event) => {
      const over = event.target.closest(".run-row");
      if (!dragged || !over || over === dragged) return;
      event.preventDefault();
      const all = rows();
      over[all.indexOf(dragged) < all.indexOf(over) ? "after" : "before"](dragged);
    });
    form.addEventListener("drop", (event) => event.preventDefault());
    form.addEventListener("dragend", () => {
      if (!dragged) return;
      dragged.classList.remove("is-dragged");
      dragged = null;
      if (order() !== before) form.requestSubmit();
    });
  }

  const clock = document.querySelector("[data-since]");
  const tick = () => {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.since)) / 1000));
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  if (clock) { tick(); setInterval(tick, 1000); }

  const state = document.querySelector("[data-live-state]")?.dataset.liveState;
  const show = (name, value) => {
    document.querySelectorAll(`[data-live="${name}"]`).forEach((place) => { place.textContent = value.toLocaleString(); });
  };
  const ask = async () => {
    try {
      const answer = await fetch(state, { cache: "no-cache" });
      if (answer.ok) {
        const { counts } = await answer.json();
        show("viewers", counts.viewers);
        show("likes", counts.likes);
        Object.entries(counts.of).forEach(([key, value]) => show(`of:${key}`, value));
      }
    } catch { /* asked again soon */ }
    setTimeout(ask, ASK_EVERY);
  };
  if (state) ask();
})();
