// The stages of one contact as a strip over its years, and below it what it bought, a line for
// each order. What is drawn stands in the tables of the figure.

const dayLength = 86_400_000;
const at = (day) => Date.parse(`${day}T00:00:00Z`);

export function life(table, l, wide, figure) {
  const language = figure.dataset.language === "en" ? "en-GB" : figure.dataset.language;
  const long = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const short = new Intl.DateTimeFormat(language, { month: "short", year: "2-digit", timeZone: "UTC" });
  const stages = [...figure.querySelectorAll("tr[data-from]")].map((row) => ({
    name: row.cells[0].textContent,
    color: l.of(row.dataset.stage),
    text: `${row.cells[1].textContent} – ${row.cells[2].textContent}`,
    value: [at(row.dataset.from), at(row.dataset.through) + dayLength],
  }));
  const purchases = [...figure.querySelector("[data-purchases]").content.children].map((one) => ({
    name: long.format(at(one.dataset.day)), text: one.textContent, value: [at(one.dataset.day) + dayLength / 2, Number(one.dataset.value)],
  }));
  const first = Math.min(...stages.map((s) => s.value[0]));
  const last = Math.max(...stages.map((s) => s.value[1]));
  const strip = { top: 4, height: 20 };
  return {
    useUTC: true,
    animation: false,
    textStyle: { fontFamily: l.text, color: l.soft, fontSize: 12 },
    tooltip: {
      trigger: "item", renderMode: "richText", confine: true, backgroundColor: l.raised, borderColor: l.line, borderWidth: 1, padding: [8, 10],
      textStyle: { color: l.ink, fontSize: 12, fontFamily: l.text },
      formatter: ({ data }) => `${data.name}\n${data.text}`,
    },
    grid: { left: 8, right: 8, top: strip.top + strip.height + 12, bottom: 4, containLabel: true },
    xAxis: {
      type: "time", min: first, max: last, splitNumber: wide ? 8 : 3,
      axisLine: { lineStyle: { color: l.edge } }, axisTick: { show: false },
      axisLabel: { color: l.soft, hideOverlap: true, formatter: (time) => short.format(time) },
    },
    yAxis: { type: "value", min: 0, axisLabel: { show: false }, splitLine: { show: false } },
    series: [
      {
        type: "custom", data: stages, clip: false, encode: { x: [0, 1] },
        renderItem: (params, api) => {
          const stage = stages[params.dataIndex];
          const left = api.coord([api.value(0), 0])[0];
          const right = api.coord([api.value(1), 0])[0];
          return {
            type: "rect",
            shape: { x: left, y: strip.top, width: Math.max(1, right - left), height: strip.height },
            style: { fill: stage.color, stroke: l.sheet, lineWidth: right - left > 3 ? 1 : 0 },
          };
        },
      },
      {
        type: "custom", data: purchases, encode: { x: 0, y: 1 },
        markArea: {
          silent: true,
          itemStyle: { color: l.ink, opacity: 0.07 },
          data: [...figure.querySelectorAll(".shaded li")].map((one) => [{ xAxis: Math.max(first, at(one.dataset.from)) }, { xAxis: Math.min(last, at(one.dataset.to) + dayLength) }]),
        },
        renderItem: (params, api) => {
          const [x, y] = api.coord([api.value(0), api.value(1)]);
          const bottom = api.coord([api.value(0), 0])[1];
          return { type: "rect", shape: { x: x - 1, y: Math.min(y, bottom - 2), width: 2, height: Math.max(2, bottom - y) }, style: { fill: l.ink } };
        },
      },
    ],
  };
}
