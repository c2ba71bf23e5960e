// Reads a table with a row a day into its days, oldest first, and its series of numbers.

export function read(figure) {
  const headers = [...figure.querySelectorAll("thead tr:last-child th")];
  const rows = [...figure.querySelectorAll("tbody tr")];
  if (rows.length > 1 && day(rows[0]) > day(rows[rows.length - 1])) rows.reverse();
  const series = [];
  headers.forEach((header, column) => {
    if (!header.dataset.series) return;
    series.push({
      key: header.dataset.series,
      label: header.textContent,
      values: rows.map((row) => (row.cells[column].dataset.value === undefined ? null : Number(row.cells[column].dataset.value))),
      texts: rows.map((row) => row.cells[column].textContent),
    });
  });
  return { days: rows.map(day), labels: rows.map((row) => row.cells[0].textContent), series };
}

function day(row) {
  return row.cells[0].dataset.day;
}
