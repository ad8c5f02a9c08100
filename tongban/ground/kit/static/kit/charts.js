// Draws every [data-chart] of the page with ECharts, in the colours of the house.
(() => {
  "use strict";

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colours = () => [token("--house-blue"), "#2b9a8f", "#d98a00", "#7a5bb5", "#c8362d", "#5f7f2f", "#8b96a3"];

  const write = (data) => (value) =>
    value === null || value === undefined || Number.isNaN(value)
      ? "—"
      : Number(value).toLocaleString("zh-CN", { minimumFractionDigits: data.places, maximumFractionDigits: data.places }) + (data.unit ? " " + data.unit : "");

  const base = (data) => {
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8125;
    return {
      color: colours(),
      textStyle: { fontFamily: token("--letters"), fontSize: size, color: token("--ink") },
      animationDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 300,
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, valueFormatter: write(data), axisPointer: { type: "shadow" } },
      legend: { show: data.series.length > 1, top: 0, left: "left", textStyle: { color: token("--ink"), fontSize: size } },
      grid: { top: data.series.length > 1 ? 44 : 22, left: 4, right: 28, bottom: 6, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    };
  };

  const rows = (data, horizontal) =>
    data.series.map((row, index) => ({
      name: row.name,
      type: row.kind || (data.kind === "line" ? "line" : "bar"),
      stack: data.kind === "stacked" && !row.kind ? "all" : undefined,
      barMaxWidth: horizontal ? 18 : 36,
      symbolSize: 7,
      data: row.values,
      markLine: index === 0 && data.target !== null ? {
        symbol: "none", silent: true,
        lineStyle: { color: token("--ink"), type: "dashed" },
        label: { formatter: data.targetTitle, position: horizontal ? "start" : "insideEndTop", distance: 4 },
        data: [horizontal ? { xAxis: data.target } : { yAxis: data.target }],
      } : undefined,
    }));

  const room = (data, width) => Math.max(Math.floor((width - 70) / data.categories.length) - 6, data.categories.length < 9 ? 28 : 40);

  const withAxes = (data, width) => {
    const horizontal = data.kind === "horizontal";
    const line = { lineStyle: { color: token("--line-strong") } };
    const names = {
      type: "category", data: data.categories, inverse: horizontal, axisTick: { show: false }, axisLine: line,
      axisLabel: {
        color: token("--ink-soft"), interval: horizontal || data.categories.length < 9 ? 0 : "auto",
        width: horizontal ? Math.min(width * 0.35, 220) : room(data, width), overflow: horizontal ? "truncate" : "break",
      },
    };
    const values = { type: "value", splitLine: { lineStyle: { color: token("--line") } }, axisLabel: { color: token("--ink-soft") } };
    return { ...base(data), xAxis: horizontal ? values : names, yAxis: horizontal ? names : values, series: rows(data, horizontal) };
  };

  const ring = (data, width) => ({
    ...base(data),
    tooltip: { trigger: "item", renderMode: "richText", confine: true, valueFormatter: write(data) },
    legend: { bottom: 0, type: "scroll" },
    series: [{
      type: "pie", radius: width < 420 ? ["32%", "50%"] : ["45%", "70%"], center: ["50%", "45%"], itemStyle: { borderColor: "#fff", borderWidth: 2 },
      label: { formatter: "{b}\n{d}%" },
      data: data.categories.map((name, index) => ({ name, value: data.series[0].values[index] })),
    }],
  });

  // letters drawn on canvas do not ask for their part of the font by themselves
  const lettersFor = (data) =>
    document.fonts.load(`16px ${token("--letters").split(",")[0]}`, [data.title, data.unit, data.targetTitle, ...data.categories, ...data.series.map((row) => row.name)].join(""));

  const draw = async (place) => {
    const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    await lettersFor(data).catch(() => {});
    if (echarts.getInstanceByDom(place)) return;
    const chart = echarts.init(place, null, { renderer: "canvas" });
    const fit = () => chart.setOption(data.kind === "ring" ? ring(data, place.clientWidth) : withAxes(data, place.clientWidth));
    fit();
    new ResizeObserver(() => { chart.resize(); fit(); }).observe(place);
  };

  const drawAll = (root) => root.querySelectorAll("[data-chart]").forEach(draw);
  document.addEventListener("DOMContentLoaded", () => document.fonts.ready.then(() => drawAll(document)));
  document.addEventListener("htmx:afterSwap", (event) => drawAll(event.target));
  window.addEventListener("beforeprint", () => document.querySelectorAll("[data-chart]").forEach((place) => echarts.getInstanceByDom(place)?.resize()));
})();
