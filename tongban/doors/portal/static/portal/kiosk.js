// The ticket machine: goes back by itself, and hands out numbers set aside for it while it is cut off.
(() => {
  "use strict";
  const BACK_AFTER = 25000;
  const SHOWN = 10000;
  const EVERY = 30000;
  const ENOUGH = 5;

  const slip = document.querySelector("[data-back]");
  if (slip) { setTimeout(() => { location.href = slip.dataset.back; }, BACK_AFTER); return; }
  const machine = document.querySelector("[data-kiosk]");
  if (!machine) return;
  const form = machine.querySelector("form");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const key = `kiosk:${machine.dataset.kiosk}`;
  const today = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  const read = () => {
    const kept = JSON.parse(localStorage.getItem(key) || "{}");
    return { blocks: {}, slips: [], ...kept, ...(kept.day === today() ? {} : { day: today(), blocks: {} }) };
  };
  const keep = (state) => localStorage.setItem(key, JSON.stringify(state));
  const post = (address, body) => fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token, "Content-Type": "application/json" } });

  // what it shows of its connection, and how long one waits
  const part = (name) => machine.querySelector(`[data-${name}]`);
  const show = (isConnected) => {
    part("cut-off").hidden = isConnected;
    part("undelivered").textContent = read().slips.length;
  };
  const tellWaits = async () => {
    const answer = await fetch(machine.dataset.state, { cache: "no-store" });
    const waits = Object.fromEntries((await answer.json()).waits.map((each) => [each.line, each]));
    machine.querySelectorAll("[data-wait]").forEach((each) => {
      const told = waits[each.dataset.wait];
      each.textContent = told ? window.newcomerText(told, machine.dataset) : "";
    });
  };

  // while it is connected: hand in what was handed out, and have a few numbers set aside
  const handIn = async () => {
    const sent = read().slips;
    if (!sent.length) return;
    const answer = await post(machine.dataset.handIn, JSON.stringify({ slips: sent }));
    if (!answer.ok) return;
    const { refused } = await answer.json();
    const after = read();
    after.slips = after.slips.filter((each) => !sent.some((other) => other.slip === each.slip));
    keep(after);
    part("refused").hidden = !refused.length;
    part("refused-numbers").textContent = refused.join(" ");
  };
  const setAside = async () => {
    const groups = [...machine.querySelectorAll("[data-group]")].map((each) => each.dataset.group);
    if (groups.every((group) => (read().blocks[group] || []).length >= ENOUGH)) return;
    const answer = await post(machine.dataset.reserve, "{}");
    if (!answer.ok) return;
    const { day, blocks } = await answer.json();
    const after = read();
    if (day !== after.day) return;
    Object.entries(blocks).forEach(([group, slips]) => { after.blocks[group] = [...(after.blocks[group] || []), ...slips]; });
    keep(after);
  };
  const meet = async () => {
    try {
      await handIn();
      await setAside();
      await tellWaits();
      show(true);
    } catch { show(false); /* cut off: tried again soon */ }
  };

  // the page itself is kept, so that it opens while cut off
  if (navigator.serviceWorker && window.caches) {
    const drawn = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((each) => each.href || each.src);
    navigator.serviceWorker.register(machine.dataset.worker)
      .then(() => window.caches.open("kiosk"))
      .then((kept) => kept.addAll([location.pathname, ...drawn]))
      .catch(() => { /* without it the page still works until it is left */ });
  }
  addEventListener("online", () => meet());
  addEventListener("offline", () => show(false));
  meet();
  setInterval(meet, EVERY);

  // while it is cut off: a number of the block, shown large
  const handOut = (button) => {
    const state = read();
    const [next, ...rest] = state.blocks[button.dataset.group] || [];
    if (!next) { machine.querySelector("[data-no-block]").hidden = false; return; }
    const hasPriority = form.querySelector("[name=has_priority]").checked;
    state.blocks[button.dataset.group] = rest;
    state.slips.push({ group: Number(button.dataset.group), slip: next, taken_at: new Date().toISOString(), has_priority: hasPriority });
    keep(state);
    show(false);
    const shown = machine.querySelector("[data-offline]");
    shown.querySelector("[data-offline-number]").textContent = button.dataset.letter + next.split("-").pop();
    shown.hidden = false;
    shown.scrollIntoView();
    setTimeout(() => { shown.hidden = true; form.reset(); }, SHOWN);
  };
  let isReady = false;
  form.addEventListener("submit", async (event) => {
    if (isReady) return;
    event.preventDefault();
    const button = event.submitter;
    try {
      await fetch(location.href, { method: "HEAD", cache: "no-store" });
      isReady = true;
      form.requestSubmit(button);
    } catch {
      if (button && button.dataset.group) handOut(button);
      else machine.querySelector("[data-no-block]").hidden = false;
    }
  });
})();
