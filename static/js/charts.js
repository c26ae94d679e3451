/* Charts: an option in JSON becomes an SVG in the house's colours; the table stays one click away. */
(() => {
  "use strict";
  if (!window.echarts) return;

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const size = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

  function theme() {
    const ink = token("ink");
    const soft = token("ink-soft");
    const line = token("line");
    const text = { color: soft, fontSize: Math.round(size() * 0.8), fontFamily: token("font-text") };
    const axis = {
      axisLine: { lineStyle: { color: token("line-strong") } },
      axisTick: { show: false },
      axisLabel: text,
      nameTextStyle: text,
      splitLine: { lineStyle: { color: line } },
    };
    return {
      color: ["residents", "execution", "deliberation", "soon", "calm", "now"].map(token),
      backgroundColor: "transparent",
      textStyle: { fontFamily: token("font-text"), color: ink },
      legend: { textStyle: text, icon: "roundRect", itemWidth: 12, itemHeight: 12 },
      categoryAxis: { ...axis, splitLine: { show: false } },
      valueAxis: { ...axis, axisLine: { show: false } },
      timeAxis: axis,
      tooltip: {
        renderMode: "richText",
        backgroundColor: token("card"),
        borderColor: token("line-strong"),
        textStyle: { color: ink, fontSize: text.fontSize },
      },
      line: { symbolSize: 7, lineStyle: { width: 2.5 } },
      bar: { barMaxWidth: 28 },
    };
  }

  /* "$now" in an option means the token --now */
  function tokens(value) {
    if (typeof value === "string" && value.startsWith("$")) return token(value.slice(1)) || value;
    if (Array.isArray(value)) return value.map(tokens);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, tokens(part)]));
    }
    return value;
  }

  function defaults(option) {
    return {
      animation: false,
      grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis" },
      ...option,
      aria: { enabled: true, decal: { show: false }, ...option.aria },
    };
  }

  const drawn = new Map();
  function draw(canvas) {
    const source = document.getElementById(canvas.dataset.chart);
    if (!source) return;
    canvas.hidden = false;
    drawn.get(canvas)?.dispose();
    const chart = echarts.init(canvas, theme(), { renderer: "svg" });
    chart.setOption(tokens(defaults(JSON.parse(source.textContent))));
    drawn.set(canvas, chart);
    const table = canvas.closest(".chart")?.querySelector("[data-chart-table]");
    if (table) table.open = false;
  }

  const drawAll = (root) => root.querySelectorAll("[data-chart]").forEach(draw);
  drawAll(document);
  document.addEventListener("htmx:afterSettle", (event) => drawAll(event.detail.elt));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll(document));
  let waiting;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => drawn.forEach((chart) => chart.resize()), 120);
  });
})();
