// Shades the days of the shop's calendar in a chart: sales, Black Friday, the merchant's own.
// Their names stand above as far as there is room, and where somebody points.

const font = 11;
const gap = 10;

// eventsOf reads the list below the table: the days of each event by their places in the chart.
export function eventsOf(figure, days) {
  const events = [];
  for (const item of figure.querySelectorAll(".shaded li")) {
    const from = days.findIndex((day) => day >= item.dataset.from);
    const to = days.findLastIndex((day) => day <= item.dataset.to);
    if (from >= 0 && to >= from) events.push({ name: item.querySelector("span").textContent, from, to });
  }
  return events;
}

export function shade(made, table, figure, l, width) {
  const events = eventsOf(figure, table.days);
  if (!events.length) return;
  const bars = made.xAxis.boundaryGap;
  const carrier = made.series.find((s) => s.type === "line") ?? made.series[0];
  const named = fitting(events, table.days.length, width - made.grid.right - 44, l);
  if (named.size) made.grid.top += 10;
  carrier.markArea = {
    silent: true,
    z: 3,
    itemStyle: { color: l.ink, opacity: 0.07 },
    label: { color: l.soft, fontSize: font, fontFamily: l.text, position: "top", distance: 3 },
    // The point of a day is its end, so its band lies before it; a bar is its day.
    data: events.map((e) => [
      { xAxis: table.days[bars ? e.from : Math.max(0, e.from - 1)], name: e.name, label: { show: named.has(e) } },
      { xAxis: table.days[e.to] },
    ]),
  };
  tell(made, events);
}

// fitting chooses the events whose names fit above the chart, the longest first.
function fitting(events, days, width, l) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${font}px ${l.text}`;
  const taken = [];
  const named = new Set();
  for (const e of [...events].sort((a, b) => b.to - b.from - (a.to - a.from))) {
    const middle = ((e.from + e.to) / 2 / Math.max(1, days - 1)) * width;
    const half = pen.measureText(e.name).width / 2;
    const place = [middle - half, middle + half];
    if (place[0] < 0 || place[1] > width || taken.some((t) => place[0] < t[1] + gap && place[1] > t[0] - gap)) continue;
    taken.push(place);
    named.add(e);
  }
  return named;
}

// tell adds the event of the day that is pointed at.
function tell(made, events) {
  const { formatter } = made.tooltip;
  made.tooltip.formatter = (points) => {
    const i = points[0].dataIndex;
    const [day, ...rest] = formatter(points).split("\n");
    const on = events.filter((e) => e.from <= i && i <= e.to).map((e) => e.name);
    return [[day, ...on].join(" · "), ...rest].join("\n");
  };
}
