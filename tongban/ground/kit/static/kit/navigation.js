// The side navigation: the entry of this page is in sight, and each entry says how much waits behind it.
(() => {
  "use strict";
  const FRESH = 20000;
  const EVERY = 60000;
  const KEPT = "waiting";
  const side = document.getElementById("navigation");
  if (!side) return;

  const here = side.querySelector("[aria-current=page]");
  if (here) side.scrollTop = here.offsetTop - (side.clientHeight - here.offsetHeight) / 2;

  const draw = ({ menu, unread }) => {
    side.querySelectorAll(".side-link").forEach((link) => {
      const count = menu[link.getAttribute("href")] || "";
      const shown = link.querySelector(".side-count");
      shown.textContent = count;
      shown.hidden = !count;
      if (count) link.title = `${count} ${side.dataset.unit}`;
      else link.removeAttribute("title");
    });
    const bell = document.querySelector(".bell");
    if (!bell || !bell.dataset.unit) return;
    bell.querySelector(".bell-count")?.remove();
    if (!unread) return;
    const count = document.createElement("span");
    const unit = document.createElement("span");
    count.className = "bell-count";
    unit.className = "visually-hidden";
    unit.textContent = ` ${bell.dataset.unit}`;
    count.append(unread > 99 ? "99+" : String(unread), unit);
    bell.append(count);
  };
  const ask = async () => {
    try {
      const answer = await fetch(side.dataset.counts, { cache: "no-store", redirect: "error" });
      if (!answer.ok) return;
      const said = await answer.json();
      sessionStorage.setItem(KEPT, JSON.stringify({ at: Date.now(), said }));
      draw(said);
    } catch { /* asked again soon */ }
  };

  // whoever sends a form acts, signs in or out: what was counted before holds no longer
  document.addEventListener("submit", () => sessionStorage.removeItem(KEPT));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.requestConfig?.verb !== "get") ask();
  });
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  if (kept) draw(kept.said);
  if (!kept || Date.now() - kept.at > FRESH) ask();
  setInterval(() => { if (!document.hidden) ask(); }, EVERY);
})();
