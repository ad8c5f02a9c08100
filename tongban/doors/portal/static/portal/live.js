// A live programme: told of changes by a stream of events, or asking again where there is none; liking a question once.
(() => {
  "use strict";
  const page = document.querySelector("[data-live-page]");
  if (!page) return;
  const { stream, state } = page.dataset;
  const words = JSON.parse(page.dataset.words);
  const list = page.querySelector("[data-questions]");
  const blank = page.querySelector("template[data-question]");
  const said = (number) => number.toLocaleString(document.documentElement.lang);

  // what is told
  const row = (id) => list.querySelector(`[data-id="${id}"]`);
  const show = (element, name, value) => {
    element.querySelectorAll(`[data-part="${name}"]`).forEach((part) => { part.textContent = value; });
  };
  const told = {
    programme({ status, on_air: onAir }) {
      const now = page.querySelector("[data-now]");
      const question = onAir && list.querySelector(`[data-reference="${onAir}"]`);
      if (now) now.hidden = !question;
      if (question) now.querySelector("[data-now-text]").textContent = question.querySelector("[data-part=text]").textContent;
      page.querySelector("[data-moved]").hidden = status === page.dataset.status;
    },
    counts({ viewers, likes, of }) {
      page.querySelector("[data-count=viewers]").textContent = said(viewers);
      page.querySelector("[data-count=likes]").textContent = said(likes);
      Object.entries(of).forEach(([id, count]) => { const found = row(id); if (found) show(found, "likes", said(count)); });
    },
    question(data) {
      const found = row(data.id) || list.appendChild(blank.content.firstElementChild.cloneNode(true));
      Object.assign(found.dataset, { id: data.id, place: data.place, standing: data.status, reference: data.reference });
      found.querySelector("[data-like]").action = `${location.pathname}like/${data.id}/`;
      ["text", "answered_by", "spoken", "answer", "published_at", "look_back"].forEach((name) => show(found, name, data[name]));
      show(found, "said", words[data.status]);
      found.querySelectorAll("[data-has]").forEach((part) => { part.hidden = !data[part.dataset.has]; });
      [...list.children].sort((one, other) => one.dataset.place - other.dataset.place).forEach((each) => list.append(each));
      page.querySelector("[data-count=questions]").textContent = said(list.children.length);
      page.querySelector("[data-none]").hidden = true;
    },
  };
  let standing = { status: page.dataset.status, on_air: "" };
  const take = (kind, data) => {
    if (kind === "programme") standing = data;
    told[kind](data);
    if (kind === "question") told.programme(standing);
  };

  const questionsFirst = ([kind]) => (kind.startsWith("question") ? 0 : 1);
  followState({ stream, state, kinds: Object.keys(told), take, sort: (one, other) => questionsFirst(one) - questionsFirst(other) });

  // liking: by the stream's server, or by the page's own form
  const liked = (form) => {
    const button = form.querySelector("button");
    button.setAttribute("aria-pressed", "true");
    localStorage.setItem(`liked:${form.closest(".live-question").dataset.id}`, "yes");
  };
  const send = async (form) => {
    const id = form.closest(".live-question").dataset.id;
    if (stream) {
      try {
        const answer = await fetch(`${stream}/likes/${id}`, { method: "POST", credentials: "include" });
        if (answer.status === 204 || answer.status === 409) return answer.status;
      } catch { /* the other way is open */ }
    }
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Sent-By": "script" } });
    return answer.status;
  };
  list.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-like]");
    if (!form) return;
    event.preventDefault();
    const button = form.querySelector("button");
    if (button.disabled || button.getAttribute("aria-pressed") === "true") return;
    button.disabled = true;
    const status = await send(form).catch(() => 0);
    button.disabled = status === 409;
    if (status === 204) liked(form);
    delete form.dataset.sent;
  });
  list.querySelectorAll(".live-question").forEach((each) => {
    if (localStorage.getItem(`liked:${each.dataset.id}`)) each.querySelector("button").setAttribute("aria-pressed", "true");
  });
})();
