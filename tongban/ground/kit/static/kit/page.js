// What pages do beyond links and forms: menus, dialogs, dropping files, and care for what was typed.
(() => {
  "use strict";

  const on = (event, selector, act) =>
    document.addEventListener(event, (happened) => {
      const found = happened.target.closest && happened.target.closest(selector);
      if (found) act(found, happened);
    });

  // side navigation on narrow screens
  on("click", "[data-toggles]", (button) => {
    const panel = document.getElementById(button.dataset.toggles);
    const open = panel.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(open));
    if (open) panel.querySelector("a")?.focus();
  });
  const closePanels = () => {
    document.querySelectorAll("[data-toggles][aria-expanded=true]").forEach((button) => {
      document.getElementById(button.dataset.toggles).classList.remove("is-open");
      button.setAttribute("aria-expanded", "false");
      button.focus();
    });
    document.querySelectorAll("details.menu[open]").forEach((menu) => menu.removeAttribute("open"));
  };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") closePanels(); });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.removeAttribute("open");
    });
  });

  // dialogs
  on("click", "[data-opens]", (button) => document.getElementById(button.dataset.opens).showModal());
  on("click", "[data-closes]", (button) => button.closest("dialog").close());

  // a usual phrase goes where the cursor is
  on("click", "[data-phrase]", (button) => {
    const field = document.getElementById(button.dataset.phrase);
    field.setRangeText(button.textContent, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });

  // the summary of errors takes the focus, so that it is read first
  const focusErrors = (root) => root.querySelector("[data-takes-focus]")?.focus();
  document.addEventListener("DOMContentLoaded", () => focusErrors(document));
  document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.target));

  // a server that cannot answer says so, and nothing on the page is lost
  const failed = () => {
    const notices = document.getElementById("notices");
    if (!notices) return;
    const note = document.createElement("div");
    note.className = "alert alert-danger notice";
    note.setAttribute("role", "alert");
    note.textContent = document.body.dataset.failed;
    notices.replaceChildren(note);
    notices.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);

  // htmx changes something only for an element that the house drew: its token stands on itself, where foreign text
  // cannot know it, and never among what is sent, where a foreign element could copy it (hx-include, a form around it)
  const LENT = ["vals", "vars", "headers", "request"].map((name) => `[hx-${name}], [data-hx-${name}]`).join(", ");
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, verb, path, headers, parameters } = event.detail;
    delete parameters.csrfmiddlewaretoken;
    if (verb === "get") return;
    const own = elt.getAttribute("hx-post") || elt.dataset.url;
    if (elt.dataset.csrf && path === own && !elt.closest(LENT)) headers["X-CSRFToken"] = elt.dataset.csrf;
    else event.preventDefault();
  });

  // forms marked data-unsaved ask before what was typed is left behind
  let unsaved = false;
  on("input", "form[data-unsaved]", () => { unsaved = true; });
  document.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  // a form is sent once
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post") || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  // dropping a file
  const over = (zone, event, is) => { event.preventDefault(); zone.classList.toggle("is-over", is); };
  on("dragover", "[data-drop]", (zone, event) => over(zone, event, true));
  on("dragleave", "[data-drop]", (zone, event) => over(zone, event, false));
  on("drop", "[data-drop]", (zone, event) => {
    over(zone, event, false);
    const input = zone.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  on("change", "[data-drop] input[type=file]", (input) => {
    const names = Array.from(input.files, (file) => file.name).join(", ");
    input.closest("[data-drop]").querySelector("[data-drop-name]").textContent = names;
  });

  // sending a file with a progress bar; without script the form is simply sent
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-upload]") || event.defaultPrevented) return;
    event.preventDefault();
    const bar = form.querySelector("[data-upload-progress]");
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Sent-By", "script");
    request.upload.addEventListener("progress", (sent) => {
      bar.hidden = false;
      bar.value = sent.lengthComputable ? (100 * sent.loaded) / sent.total : 0;
    });
    request.addEventListener("load", () => {
      const next = request.getResponseHeader("X-Next");
      if (next) {
        const there = new URL(next, location.href);
        const isHere = there.pathname + there.search === location.pathname + location.search;
        location.assign(next);
        if (isHere) location.reload(); // another place of this page: what was sent is not shown yet
        return;
      }
      const answer = new DOMParser().parseFromString(request.responseText, "text/html");
      document.getElementById("content").replaceWith(answer.getElementById("content"));
      focusErrors(document);
    });
    request.addEventListener("error", () => { delete form.dataset.sent; failed(); });
    request.send(new FormData(form));
  });
})();
