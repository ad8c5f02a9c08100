// An amount is said in words while it is typed, so that a wrong unit is seen before it is posted.
(() => {
  "use strict";

  const UNITS = [[1e8, "亿元"], [1e4, "万元"], [1, "元"]];
  const said = (yuan) => {
    const [size, unit] = UNITS.find(([least]) => Math.abs(yuan) >= least) || UNITS[2];
    const figure = (yuan / size).toLocaleString("zh-CN", { maximumFractionDigits: 8 });
    return `${yuan.toLocaleString("zh-CN", { minimumFractionDigits: 2 })} 元 = ${figure} ${unit}`;
  };
  const echo = (box) => {
    const unit = document.getElementById(box.dataset.money);
    const typed = Number(box.value.replace(/[,，\s]/g, ""));
    const yuan = Math.round(typed * (unit && unit.value === "yuan" ? 1 : 1e4) * 100) / 100;
    const output = box.closest(".edit-cell").querySelector("[data-money-said]");
    output.textContent = box.value.trim() && Number.isFinite(yuan) ? said(yuan) : "";
  };
  const boxes = () => document.querySelectorAll("[data-money]");
  const follow = (event) => boxes().forEach((box) => {
    if (event.target === box || event.target.id === box.dataset.money) echo(box);
  });
  document.addEventListener("input", follow);
  document.addEventListener("change", follow);
  boxes().forEach(echo);
})();
