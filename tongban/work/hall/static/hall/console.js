// The window by keyboard: a button that shows a letter is pressed by it, except while something is typed.
(() => {
  "use strict";
  const TYPING = "input, textarea, select, [contenteditable]";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.target.closest(TYPING)) return;
    const key = event.key.toUpperCase();
    const found = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
    if (!found) return;
    event.preventDefault();
    found.click();
  });
})();
