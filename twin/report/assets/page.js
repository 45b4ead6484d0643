// What every part of the page uses: the data, the labels, elements, tables, and how times are written.
// Text from the run is only ever set as text, never as markup.
"use strict";
const fengsui = (() => {
  const data = JSON.parse(document.getElementById("report-data").textContent);

  const label = (key) => data.texts[key];

  const append = (node, children) => {
    for (const child of children.flat(Infinity)) {
      if (child !== null && child !== undefined) node.append(child);
    }
    return node;
  };

  const element = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return append(node, children);
  };

  const shape = (tag, attributes = {}, ...children) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return append(node, children);
  };

  const style_colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

  const chip = (colour) => element("span", {class: "chip " + colour.key}, colour.text);

  // a cell is a text, or { text, style, colour } where style is good, bad, mono or a badge's verdict
  const cell_content = (cell) => {
    if (typeof cell === "string") return cell;
    if (cell.colour) return chip({key: cell.colour, text: cell.text});
    if (cell.badge) return element("span", {class: "badge " + cell.badge}, cell.text);
    return cell.text;
  };

  const table = (content) => {
    if (content.rows.length === 0) return element("p", {class: "empty"}, content.empty);
    const numeric = content.columns.map((column) => column.numeric);
    const head = element("tr", {}, content.columns.map((column) =>
      element("th", column.numeric ? {class: "number", scope: "col"} : {scope: "col"}, column.text)));
    const rows = content.rows.map((row) => element("tr", row.failed ? {class: "failed"} : {},
      row.cells.map((cell, i) => {
        const classes = [numeric[i] ? "number" : "", (cell && cell.style) || ""].join(" ").trim();
        return element("td", classes ? {class: classes} : {}, cell_content(cell));
      })));
    return element("div", {}, element("div", {class: "scroll", tabindex: "0"},
      element("table", {}, element("thead", {}, head), element("tbody", {}, rows))),
      content.more ? element("p", {class: "note"}, content.more) : null);
  };

  const folded = (title, ...children) => element("details", {}, element("summary", {}, title), children);

  const facts = (pairs) => element("dl", {class: "facts"},
    pairs.map(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));

  const two = (number) => String(number).padStart(2, "0");

  // seconds since the onset as people say them: T+27 s, T+1:32, T+2:05:00, T+3 d 04:00
  const since = (seconds) => {
    const sign = seconds < 0 ? "−" : "+";
    const exact = Math.abs(seconds);
    const whole = Math.round(exact);
    if (exact < 0.05 && data.time_mark) return data.time_mark;
    if (exact < 120) return data.time_mark + sign + Number(exact.toFixed(exact < 10 ? 1 : 0)) + " s";
    const [d, h, m, s] = [Math.floor(whole / 86400), Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, whole % 60];
    if (d > 1) return `${data.time_mark}${sign}${d} d ${two(h)}:${two(m)}`;
    if (whole >= 3600) return `${data.time_mark}${sign}${d * 24 + h}:${two(m)}:${two(s)}`;
    return `${data.time_mark}${sign}${m}:${two(s)}`;
  };

  // the local wall clock of the run's place, whatever the reader's own time zone is
  const wall = (run, seconds) => {
    const moment = new Date((run.start_s + run.offset_s + run.onset_s + seconds) * 1000);
    return moment.toISOString().slice(run.duration_s > 86400 ? 5 : 11, 19).replace("T", " ");
  };

  const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200,
    86400, 172800, 604800];
  const ticks = (from, to, pixels, spacing) => {
    const wanted = (to - from) / Math.max(1, pixels / spacing);
    const step = steps.find((candidate) => candidate >= wanted) || 2592000;
    const result = [];
    for (let i = Math.ceil(from / step); i * step <= to; ++i) result.push(i * step);
    return result;
  };

  return {data, label, element, shape, style_colour, chip, table, folded, facts, since, wall, ticks};
})();
