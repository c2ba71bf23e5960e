// Draws what table.js has read. Text is drawn on the canvas too (richText), for the page's
// policy allows no styles in the text of a page.
import { BarChart, CustomChart, LineChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkAreaComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";
import { shade } from "./event.js";
import { life } from "./life.js";
import { movements } from "./movement.js";

use([LineChart, BarChart, CustomChart, SankeyChart, GridComponent, MarkAreaComponent, TooltipComponent, AriaComponent, LabelLayout, CanvasRenderer]);

const still = matchMedia("(prefers-reduced-motion: reduce)");
const options = { stages, coming, rate, life, size, average, revenue, ...movements };

export function chartOf(figure, canvas, table) {
  const chart = init(canvas, null, { renderer: "canvas" });
  const draw = (width, moving) => {
    if (chart.isDisposed() || !width) return; // the page went on, or a dialog is closed
    const wide = width >= 720;
    const legend = figure.querySelector(".legend");
    if (legend) legend.hidden = wide && labelled(figure.dataset.chart, table);
    const made = options[figure.dataset.chart](table, look(), wide, figure);
    if (made.xAxis?.type === "category") shade(made, table, figure, look(), width);
    if (!moving) made.animation = false;
    chart.setOption(made, { notMerge: true });
  };
  const redraw = () => draw(canvas.clientWidth, true);
  redraw();
  new ResizeObserver((_, observer) => {
    if (!canvas.isConnected) {
      observer.disconnect();
      chart.dispose();
    } else if (canvas.clientWidth) {
      chart.resize();
      redraw();
    }
  }).observe(canvas);
  chart.on("click", ({ data }) => { if (data?.at) location.assign(data.at); }); // as the table leads there
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", figure.dataset.title);
  // A sheet of paper is printed as it is at once: nothing moves on it.
  const fit = (width) => { chart.resize(width ? { width, height: canvas.clientHeight * 0.8 } : undefined); draw(width ?? canvas.clientWidth, false); };
  return { redraw, fit, picture: () => chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: look().sheet }) };
}

// labelled tells whether all lines of a chart have their names beside them, if there is room.
function labelled(chart, table) {
  return chart === "stages" || (chart === "average" && table.series.every((s) => s.values.at(-1) !== null));
}

// look gives the colours and the typeface of the page as it is now.
function look() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return { of, ink: of("ink"), soft: of("soft"), line: of("line"), edge: of("edge"), sheet: of("sheet"), raised: of("raised"), hover: of("hover"), text: style.fontFamily };
}

// localeOf gives the locale whose days read as those of the page: 21 Nov, and not Nov 21.
function localeOf(figure) {
  return figure.dataset.language === "en" ? "en-GB" : figure.dataset.language;
}

function base(table, l, figure, rows) {
  const language = localeOf(figure);
  const year = new Set(table.days.map((day) => day.slice(0, 4))).size > 1;
  const short = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(language, { month: "short", year: year ? "2-digit" : undefined, timeZone: "UTC" });
  const long = table.days.length > 120;
  const monthly = figure.dataset.unit === "month";
  return {
    animation: !still.matches,
    animationDuration: 250,
    textStyle: { fontFamily: l.text, color: l.soft, fontSize: 12 },
    aria: { enabled: false },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      backgroundColor: l.raised,
      borderColor: l.line,
      borderWidth: 1,
      padding: [8, 10],
      textStyle: { color: l.ink, fontSize: 12, fontFamily: l.text, rich: { v: { fontWeight: 600, width: 64, align: "right" }, n: { width: 132, padding: [0, 0, 0, 6] } } },
      axisPointer: { type: "line", lineStyle: { color: l.edge, width: 1, type: "solid" }, z: 5 },
      formatter: (points) => {
        const i = points[0].dataIndex;
        const lines = rows.map((s) => `${points.find((p) => p.seriesName === s.label)?.marker ?? "  "}{n|${s.label}}{v|${s.texts[i]}}`);
        return [table.labels[i], ...lines].join("\n");
      },
    },
    xAxis: {
      type: "category",
      data: table.days,
      boundaryGap: false,
      axisLine: { lineStyle: { color: l.edge } },
      axisTick: { show: false },
      axisLabel: {
        color: l.soft,
        hideOverlap: true,
        interval: long ? (i, day) => day.endsWith("-01") : "auto",
        formatter: (day) => (long || monthly ? month : short).format(new Date(`${day}T00:00:00Z`)),
      },
    },
    yAxis: {
      type: "value",
      min: 0,
      splitNumber: 4,
      axisLine: { show: false },
      axisTick: { show: false },
      minInterval: figure.dataset.chart === "rate" ? 0 : 1, // nobody is a half
      axisLabel: { color: l.soft, formatter: (n) => new Intl.NumberFormat(language, { notation: n >= 10000 ? "compact" : "standard" }).format(n) },
      splitLine: { lineStyle: { color: l.line } },
    },
    grid: { left: 4, right: 8, top: 14, bottom: 4, containLabel: true },
  };
}

// stages stacks the contacts of all stages, the first at the bottom.
function stages(table, l, wide, figure) {
  const made = base(table, l, figure, [...table.series].reverse());
  if (wide) made.grid.right = 142;
  made.series = table.series.map((s) => ({
    name: s.label,
    type: "line",
    stack: "all",
    data: s.values,
    symbol: "none",
    color: l.of(s.key),
    lineStyle: { width: 1, color: l.sheet },
    areaStyle: { color: l.of(s.key), opacity: 1 },
    emphasis: { disabled: true },
    endLabel: { show: wide && s.values.at(-1) > 0, formatter: "{a}", color: l.ink, fontSize: 12, distance: 8 },
    labelLayout: { moveOverlap: "shiftY" },
  }));
  return made;
}

// coming stacks the contacts that leave each stage on each day to come.
function coming(table, l, wide, figure) {
  const made = base(table, l, figure, [...table.series].reverse());
  made.xAxis.boundaryGap = true;
  made.series = table.series.map((s) => ({
    name: s.label, type: "bar", stack: "all", data: s.values, color: l.of(s.key), barCategoryGap: "25%", emphasis: { disabled: true },
    itemStyle: { borderColor: l.sheet, borderWidth: 0.5 },
  }));
  return made;
}

// rate draws a rate, its steady companion as a thin line, and how many it is of below.
function rate(table, l, wide, figure) {
  const made = base(table, l, figure, table.series);
  const [value, cohort, steady] = ["rate", "cohort", "steady"].map((key) => table.series.find((s) => s.key === key));
  const percent = (n) => `${new Intl.NumberFormat(localeOf(figure), { maximumFractionDigits: 1 }).format(n)} %`;
  made.yAxis = [
    { ...made.yAxis, axisLabel: { color: l.soft, formatter: percent } },
    { ...made.yAxis, position: "right", max: (range) => range.max * 4, show: false, splitLine: { show: false } },
  ];
  made.series = [
    { name: cohort.label, type: "bar", yAxisIndex: 1, data: cohort.values, color: l.line, barCategoryGap: "0%", emphasis: { disabled: true }, z: 1 },
    { name: steady.label, type: "line", data: steady.values, symbol: "none", color: l.edge, lineStyle: { width: 1.25, type: [4, 3] }, emphasis: { disabled: true }, z: 3 },
    { name: value.label, type: "line", data: value.values, symbol: "none", color: l.ink, lineStyle: { width: 2 }, emphasis: { disabled: true }, z: 4 },
  ];
  return made;
}

// average draws a number of each stage as a line, with gaps where there is none.
function average(table, l, wide, figure) {
  const made = base(table, l, figure, table.series);
  if (wide) made.grid.right = 158;
  made.series = table.series.map((s) => ({
    name: s.label, type: "line", data: s.values, color: l.of(s.key), lineStyle: { width: 2 }, symbol: "circle", symbolSize: 5, showAllSymbol: true, emphasis: { disabled: true },
    endLabel: { show: wide && s.values.at(-1) !== null, formatter: "{dot|●} {a}", rich: { dot: { color: l.of(s.key) } }, color: l.ink, fontSize: 12, distance: 8 },
    labelLayout: { moveOverlap: "shiftY" },
  }));
  return made;
}

// revenue stacks the amounts of all stages.
function revenue(...given) {
  return coming(...given);
}

// size draws one number day by day, from zero.
function size(table, l, wide, figure) {
  const made = base(table, l, figure, table.series);
  const [value] = table.series;
  made.series = [{
    name: value.label, type: "line", data: value.values, symbol: "none", color: l.ink, lineStyle: { width: 2 },
    areaStyle: { color: l.ink, opacity: 0.06 }, emphasis: { disabled: true },
  }];
  return made;
}
