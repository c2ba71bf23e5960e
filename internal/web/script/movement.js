// Who moved from where to where: a node for each value on the first day at the left and on the
// last day at the right, and a stream for each cell of the table between them.

const stayed = (cell) => cell.classList.contains("stayed");
const came = (cell) => cell.parentElement.cells[0].dataset.key === "none";

export const movements = {
  "movement-moved": (table, l, wide, figure) => streams(l, wide, figure, (cell) => !stayed(cell)),
  "movement-known": (table, l, wide, figure) => streams(l, wide, figure, (cell) => !stayed(cell) && !came(cell)),
  "movement-all": (table, l, wide, figure) => streams(l, wide, figure, () => true),
};

function streams(l, wide, figure, wanted) {
  const heads = [...figure.querySelectorAll("thead tr:last-child th")];
  const rows = [...figure.querySelectorAll("tbody tr:not(.total)")];
  const [left, right, links] = [[], [], []];
  const node = (nodes, id, label, key, count) => {
    let one = nodes.find((n) => n.name === id);
    if (!one) nodes.push(one = { name: id, title: label, value: 0, depth: nodes === left ? 0 : 1, itemStyle: { color: l.of(key) } });
    one.value += count;
  };
  heads.forEach((head, column) => rows.forEach((row, i) => {
    const cell = row.cells[column];
    const count = Number(cell?.dataset.value ?? 0);
    if (!head.dataset.series || !count || !wanted(cell)) return;
    const from = row.cells[0];
    node(left, `from ${i}`, term(from), from.dataset.key, count);
    node(right, `to ${column}`, term(head), head.dataset.series, count);
    links.push({
      source: `from ${i}`, target: `to ${column}`, value: count, at: cell.querySelector("a")?.href,
      text: `${term(from)} → ${term(head)}\n${cell.firstChild.textContent} · ${cell.querySelector("small").textContent}`,
      lineStyle: { color: stayed(cell) ? l.line : l.of(from.dataset.key), opacity: stayed(cell) ? 0.7 : 0.32 },
    });
  }));
  left.sort((a, b) => Number(a.name.slice(5)) - Number(b.name.slice(5)));
  const number = new Intl.NumberFormat(figure.dataset.language);
  const beside = wide ? 176 : 0;
  const label = (position) => ({
    position, distance: wide ? 8 : 4, color: l.ink, fontSize: wide ? 12 : 11, lineHeight: 13, fontFamily: l.text,
    textBorderColor: l.sheet, textBorderWidth: 3, overflow: "truncate", width: wide ? 160 : 146,
    formatter: ({ data }) => `${data.title}${wide ? "  " : "\n"}${number.format(data.value)}`,
  });
  return {
    animation: false,
    textStyle: { fontFamily: l.text, color: l.soft, fontSize: 12 },
    tooltip: {
      trigger: "item", renderMode: "richText", confine: true, backgroundColor: l.raised, borderColor: l.line, borderWidth: 1, padding: [8, 10],
      textStyle: { color: l.ink, fontSize: 12, fontFamily: l.text },
      formatter: ({ data }) => data.text ?? `${data.title}\n${number.format(data.value)}`,
    },
    series: [{
      type: "sankey", left: beside, right: beside, top: 8, bottom: 8, nodeWidth: 10, nodeGap: wide ? 14 : 26, // that labels do not touch
      layoutIterations: 0, draggable: false,
      cursor: links.some((one) => one.at) ? "pointer" : "default",
      data: [
        ...left.map((n) => ({ ...n, label: label(wide ? "left" : "right") })),
        ...right.map((n) => ({ ...n, label: label(wide ? "right" : "left") })),
      ],
      links,
      lineStyle: { curveness: 0.5 },
      itemStyle: { borderWidth: 0 },
      emphasis: { focus: "adjacency", lineStyle: { opacity: 0.6 } },
      blur: { lineStyle: { opacity: 0.08 }, itemStyle: { opacity: 0.4 } },
    }],
  };
}

// term gives the text of a head, without the definition that stands beside it.
function term(head) {
  return (head.querySelector(".term") ?? [...head.childNodes].find((one) => one.nodeType === Node.TEXT_NODE)).textContent.trim();
}
