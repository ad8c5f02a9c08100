// The window: figures choose, scans come all at once, what is typed is kept, devices are asked.
(() => {
  "use strict";
  const form = document.querySelector("form[data-intake]");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const said = (text) => { const place = document.querySelector("[data-said]"); if (place) place.textContent = text; };

  // Alt with the letter shown presses it, in every browser and whatever writes Chinese
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    const found = document.querySelector(`[data-alt="${event.code.replace("Key", "").toLowerCase()}"]`);
    if (!found) return;
    event.preventDefault();
    found.click();
  });

  // a figure chooses what shows it, as long as nothing is typed
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !/^[1-9]$/.test(event.key)) return;
    const field = event.target.closest("input, textarea, select");
    if (field && !(field.hasAttribute("data-figures") && !field.value)) return;
    const found = document.querySelector(`[data-figure="${event.key}"]`);
    if (!found) return;
    event.preventDefault();
    found.click();
  });

  // a reader of cards: whatever it answers goes into the fields of the same name
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-card-reader]");
    if (!button) return;
    button.disabled = true;
    try {
      const answer = await fetch(button.dataset.cardReader, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      const card = await answer.json();
      const asking = button.closest("form");
      for (const [name, value] of Object.entries(card)) {
        const field = asking.elements[`read_${name}`] ?? asking.elements[name];
        if (field) field.value = value;
      }
      asking.requestSubmit();
    } catch { said(button.dataset.failed); }
    button.disabled = false;
  });
  if (!form) return;

  // the first question, or the first field, takes the focus; a summary of errors has it before
  if (!document.querySelector("[data-takes-focus]")) form.querySelector("[data-begins] :is(input, select, textarea)")?.focus();

  // what is typed is kept at once, and when the page is left
  let waiting = 0;
  let isSent = false;
  const typed = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name);
    return data;
  };
  const keep = async () => {
    clearTimeout(waiting);
    waiting = 0;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: typed(), redirect: "error" });
      said(answer.ok ? await answer.text() : form.dataset.notKept);
    } catch { said(form.dataset.notKept); }
  };
  const keepSoon = () => { if (!isSent) { clearTimeout(waiting); waiting = setTimeout(keep, 700); } };
  form.addEventListener("input", keepSoon);
  form.addEventListener("change", keepSoon);
  form.addEventListener("submit", () => { isSent = true; clearTimeout(waiting); waiting = 0; });
  addEventListener("pagehide", () => { if (waiting && !isSent) navigator.sendBeacon(form.dataset.draft, typed()); });

  // scans: dropped, pasted, chosen, photographed; each is sent at once and recognised by its name
  const tray = form.querySelector("[data-tray]");
  const list = tray.querySelector("ol");
  const template = tray.querySelector("template");
  const asked = () => all("[name=asked]", form).map((each) => [each.value, each.dataset.label]);
  const fill = (select, chosen) => {
    select.replaceChildren(...[["", tray.dataset.choose], ...asked()].map(([key, label]) => new Option(label, key)));
    select.value = asked().some(([key]) => key === chosen) ? chosen : "";
    select.classList.toggle("is-unknown", !select.value);
  };
  const tick = (select) => {
    const before = select.dataset.before;
    const way = (key) => key && form.elements[`way_${key}`];
    if (way(select.value)) way(select.value).value = "scan";
    const others = all("[name=scan_for]", list).some((each) => each.value === before);
    if (before && before !== select.value && !others && way(before)?.value === "scan") way(before).value = "";
    select.dataset.before = select.value;
    select.classList.toggle("is-unknown", !select.value);
  };
  const line = (name) => {
    const row = template.content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = name;
    list.append(row);
    return row;
  };
  const send = async (file, which) => {
    const row = line(file.name);
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("file", file, file.name);
    data.append("scan_for", which);
    for (const each of all("[name=asked]", form)) { data.append("asked", each.value); data.append("asked_name", each.dataset.name); }
    let answer;
    try {
      const response = await fetch(tray.dataset.tray, { method: "POST", body: data, redirect: "error" });
      answer = response.ok || response.status === 422 ? await response.json() : { fault: tray.dataset.failed };
    } catch { answer = { fault: tray.dataset.failed }; }
    row.classList.remove("is-coming");
    if (answer.fault) { row.querySelector("[data-fault]").textContent = answer.fault; return; }
    row.querySelector("[name=scan]").value = answer.mark;
    row.querySelector("[name=scan]").disabled = false;
    const select = row.querySelector("select");
    select.disabled = false;
    select.setAttribute("aria-label", `${tray.dataset.which} ${file.name}`);
    fill(select, answer.which);
    tick(select);
    keepSoon();
  };
  const take = async (files, which = "") => {
    for (const file of files) await send(file, which);
    const unknown = list.querySelector("select.is-unknown");
    if (unknown) unknown.focus();
  };
  all("select", list).forEach((select) => { select.dataset.before = select.value; });
  list.addEventListener("change", (event) => { if (event.target.matches("select")) tick(event.target); });
  list.addEventListener("click", (event) => {
    if (!event.target.closest("[data-removes]")) return;
    const row = event.target.closest("li");
    row.querySelector("select").value = "";
    tick(row.querySelector("select"));
    row.remove();
    tray.querySelector("input[type=file]").focus();
    keepSoon();
  });
  document.addEventListener("htmx:afterSwap", () => all("select", list).forEach((select) => { fill(select, select.value); tick(select); }));
  tray.querySelector("input[type=file]").addEventListener("change", (event) => {
    take([...event.target.files]);
    event.target.value = "";
  });
  form.addEventListener("change", (event) => { // chosen beside its material: it goes the same way
    if (!event.target.matches(".take-scan input[type=file]")) return;
    take([...event.target.files], rowOf(event.target));
    event.target.value = "";
  });
  const over = (event, is) => {
    if (event.target.closest?.("input[type=file]") || ![...(event.dataTransfer?.types ?? [])].includes("Files")) return false;
    event.preventDefault();
    tray.classList.toggle("is-over", is);
    return true;
  };
  const rowOf = (target) => target.closest?.("[data-material]")?.dataset.material ?? "";
  form.addEventListener("dragover", (event) => over(event, true));
  form.addEventListener("dragleave", (event) => over(event, false));
  form.addEventListener("drop", (event) => { if (over(event, false)) take([...event.dataTransfer.files], rowOf(event.target)); });
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    take(files, rowOf(document.activeElement));
  });

  // the camera: a document camera of this machine, or whatever the browser sees
  const camera = document.getElementById("camera");
  const video = camera.querySelector("video");
  const stamp = () => new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const close = () => {
    (video.srcObject?.getTracks() ?? []).forEach((track) => track.stop());
    video.srcObject = null;
    if (camera.open) camera.close();
  };
  form.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-camera]");
    if (!button) return;
    const which = rowOf(button);
    try {
      if (button.dataset.camera) {
        const answer = await fetch(button.dataset.camera, { cache: "no-store" });
        if (!answer.ok) throw new Error(answer.statusText);
        const shot = await answer.blob();
        await take([new File([shot], `${stamp()}.${shot.type === "image/png" ? "png" : "jpg"}`, { type: shot.type })], which);
        return;
      }
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 2592, facingMode: "environment" } });
      camera.showModal();
      await video.play();
    } catch { close(); said(button.dataset.failed); }
  });
  camera.addEventListener("close", close);
  camera.querySelector("[data-shoots]").addEventListener("click", () => {
    const paper = document.createElement("canvas");
    [paper.width, paper.height] = [video.videoWidth, video.videoHeight];
    paper.getContext("2d").drawImage(video, 0, 0);
    paper.toBlob((shot) => { if (shot) take([new File([shot], `${stamp()}.jpg`, { type: "image/jpeg" })]); }, "image/jpeg", 0.85);
  });
})();
