// The indicators as a sheet: keys go from cell to cell, a copied block is pasted, only what was touched is sent.
(() => {
  "use strict";

  const form = document.querySelector("form[data-sheet]");
  if (!form) return;
  const said = form.querySelector("[data-sheet-said]");
  const rows = Array.from(form.querySelectorAll("tr[data-row]"), (row) => Array.from(row.cells).slice(1));
  const inner = (cell) => cell?.querySelector("input, select, textarea");
  const placeOf = (box) => {
    const y = rows.findIndex((cells) => cells.includes(box.closest("td")));
    return [y, y < 0 ? -1 : rows[y].indexOf(box.closest("td"))];
  };
  const tell = (text, value) => text.replace("{0}", value);

  // what differs from what stood there is marked and counted; the weights are added up as one types
  const isChanged = (box) => box.value !== box.dataset.stood;
  const mark = (box) => box.closest("td").classList.toggle("is-changed", isChanged(box));
  const isTouched = (cells) => cells.some((cell) => inner(cell) && isChanged(inner(cell)));
  const count = () => tell(form.dataset.changed, rows.filter(isTouched).length);
  const weights = Array.from(form.querySelectorAll("thead th[data-column]")).findIndex(
    (head) => head.dataset.column === "weight");
  const add = () => {
    const values = rows.map((cells) => Number(inner(cells[weights])?.value ?? cells[weights].textContent) || 0);
    const sum = Math.round(values.reduce((all, one) => all + one, 0) * 100) / 100;
    form.querySelector("[data-sheet-sum]").textContent = tell(form.dataset.sum, sum);
  };
  form.addEventListener("input", (event) => {
    mark(event.target);
    said.textContent = count();
    add();
  });
  form.querySelectorAll("[data-stood]").forEach(mark);
  add();

  // keys
  const go = (y, x, down, right) => {
    for (let [to, on] = [y + down, x + right]; rows[to]?.[on]; to += down, on += right) {
      const box = inner(rows[to][on]);
      if (!box) continue;
      box.focus();
      if (box.select) box.select();
      return true;
    }
    return false;
  };
  const atEdge = (box, right) =>
    box.tagName === "SELECT" || (right > 0 ? box.selectionEnd === box.value.length : box.selectionStart === 0);
  const isWhole = (box) => box.tagName !== "SELECT" && box.selectionStart === 0 && box.selectionEnd === box.value.length;
  form.addEventListener("keydown", (event) => {
    const box = event.target;
    if (!box.matches("[data-stood]") || event.isComposing || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.requestSubmit();
    }
    if (event.ctrlKey || event.metaKey) return;
    const [y, x] = placeOf(box);
    const steps = {
      Enter: [event.shiftKey ? -1 : 1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    }[event.key];
    if (event.key === "Escape") {
      box.value = box.dataset.stood;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      return;
    }
    if (!steps || (event.shiftKey && event.key !== "Enter")) return;
    if (steps[1] && !isWhole(box) && !atEdge(box, steps[1])) return;
    event.preventDefault();
    go(y, x, ...steps);
  });

  // a block copied from a table: cells by tabulators, rows by lines, a cell with lines in quotation marks
  const blockOf = (text) => {
    const cells = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const row = cells[cells.length - 1];
      const one = text[at];
      if (quoted && one === '"' && text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
      else if (quoted && one === '"') quoted = false;
      else if (!quoted && one === '"' && row[row.length - 1] === "") quoted = true;
      else if (!quoted && one === "\t") row.push("");
      else if (!quoted && one === "\n") cells.push([""]);
      else if (one !== "\r") row[row.length - 1] += one;
    }
    if (cells[cells.length - 1].join("") === "") cells.pop();
    return cells;
  };
  const put = (box, text) => {
    if (box.tagName === "SELECT") {
      const option = Array.from(box.options).find((each) => [each.value, each.text].includes(text));
      if (!option) return false;
      box.value = option.value;
    } else box.value = box.tagName === "INPUT" ? text.replace(/\n/g, " ") : text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  };
  form.addEventListener("paste", (event) => {
    const box = event.target;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
    if (!box.matches("[data-stood]") || !(box.tagName === "SELECT" || /[\t\n]./.test(text))) return;
    event.preventDefault();
    const [y, x] = placeOf(box);
    let [pasted, beyond] = [0, 0];
    const unfit = [];
    blockOf(text).forEach((cells, down) => cells.forEach((cell, right) => {
      const to = inner(rows[y + down]?.[x + right]);
      if (!to) { beyond += cell.trim() ? 1 : 0; return; }
      if (put(to, cell.trim())) pasted += 1;
      else if (cell.trim()) unfit.push(cell.trim());
    }));
    said.textContent = [
      tell(form.dataset.pasted, pasted),
      beyond ? tell(form.dataset.beyond, beyond) : "",
      unfit.length ? tell(form.dataset.unfit, unfit.slice(0, 5).join("、")) : "",
      count(),
    ].filter(Boolean).join(" · ");
  });

  // rows that nobody touched are not sent
  form.addEventListener("submit", () => {
    form.querySelectorAll("tr[data-row]").forEach((row, y) => {
      if (isTouched(rows[y]) || row.classList.contains("is-wrong")) return;
      rows[y].forEach((cell) => { if (inner(cell)) inner(cell).disabled = true; });
      form.elements[`${row.dataset.row}-version`].disabled = true;
    });
  });
})();
