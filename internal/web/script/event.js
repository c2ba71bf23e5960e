// Shades the days of the shop's calendar in a chart: sales, Black Friday, the merchant's own.
// Their names stand above as far as there is room, and where somebody points.

const font = 11;
const gap = 10;
const dayLength = 86_400_000;
const time = (day) => Date.parse(`${day}T00:00:00Z`);

// placeOf gives where a day begins, counted in days or months from the first of the chart.
function placeOf(days) {
  const first = new Date(time(days[0]));
  if (days.length < 2 || time(days[1]) - time(days[0]) === dayLength) return (at) => (at - first) / dayLength;
  return (at) => {
    const day = new Date(at);
    const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
    const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return (year - first.getUTCFullYear()) * 12 + month - first.getUTCMonth() + (day.getUTCDate() - 1) / length;
  };
}

// eventsOf reads the list below the table: where each event is on an axis from 0 to end. Bars
// are as wide as their day or month; the point of a day is its end, that of a month its middle.
function eventsOf(figure, days, bars) {
  const place = placeOf(days);
  const monthly = days.length > 1 && place(time(days[0]) + dayLength) < 1;
  const back = bars ? 0 : monthly ? 0.5 : 1;
  const end = bars ? days.length : days.length - 1;
  const on = [...figure.querySelectorAll(".shaded li")].map((item) => ({
    name: item.querySelector("span").textContent,
    from: Math.max(0, place(time(item.dataset.from)) - back),
    to: Math.min(end, place(time(item.dataset.to) + dayLength) - back),
  }));
  return { events: on.filter((e) => e.to > e.from), end, back };
}

export function shade(made, table, figure, l, width) {
  const { events, end, back } = eventsOf(figure, table.days, made.xAxis.boundaryGap);
  if (!events.length) return;
  const named = fitting(events, end, width - made.grid.right - 44, l);
  if (named.size) made.grid.top += 10;
  made.xAxis = [made.xAxis, { type: "value", min: 0, max: end, show: false, axisPointer: { show: false, triggerTooltip: false } }];
  made.series.push({
    type: "line", xAxisIndex: 1, data: [], silent: true,
    markArea: {
      silent: true,
      z: 3,
      itemStyle: { color: l.ink, opacity: 0.07 },
      label: { color: l.soft, fontSize: font, fontFamily: l.text, position: "top", distance: 3 },
      data: events.map((e) => [{ xAxis: e.from, name: e.name, label: { show: named.has(e) } }, { xAxis: e.to }]),
    },
  });
  tell(made, (i) => events.filter((e) => e.from < i + 1 - back && e.to > i - back));
}

// fitting chooses the events whose names fit above the chart, the longest first.
function fitting(events, end, width, l) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${font}px ${l.text}`;
  const taken = [];
  const named = new Set();
  for (const e of [...events].sort((a, b) => b.to - b.from - (a.to - a.from))) {
    const middle = ((e.from + e.to) / 2 / end) * width;
    const half = pen.measureText(e.name).width / 2;
    const place = [middle - half, middle + half];
    if (place[0] < 0 || place[1] > width || taken.some((t) => place[0] < t[1] + gap && place[1] > t[0] - gap)) continue;
    taken.push(place);
    named.add(e);
  }
  return named;
}

// tell adds the events of the day that is pointed at.
function tell(made, on) {
  const { formatter } = made.tooltip;
  made.tooltip.formatter = (points) => {
    const [day, ...rest] = formatter(points).split("\n");
    return [[day, ...on(points[0].dataIndex).map((e) => e.name)].join(" · "), ...rest].join("\n");
  };
}
