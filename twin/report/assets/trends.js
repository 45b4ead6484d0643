// Trends of the signals that moved: truth as a line, readings as dots, limits and moments as lines. Drawn by
// dygraphs; charts of one signal share their scale, all charts share their time.
"use strict";
const trends = (() => {
  const {data, label, element, style_colour, since, wall, ticks} = fengsui;
  const charts = [];
  let following = false;

  const inks = {danger: "red", notice: "brand", info: "quiet", detail: "line", good: "green"};

  // zooming or panning one chart moves all of them
  const follow = (leader, first) => {
    if (first || following) return;
    following = true;
    const window = leader.xAxisRange();
    for (const chart of charts) if (chart !== leader) chart.updateOptions({dateWindow: window});
    following = false;
  };

  // moments as upright lines, limits as level lines with their names, both behind the data
  const underlay = (trend, run) => (canvas, area, chart) => {
    const [from, to] = chart.xAxisRange();
    canvas.save();
    canvas.font = "12px " + getComputedStyle(document.body).fontFamily;
    canvas.lineWidth = 1.3;
    // limits come from the highest to the lowest, so a name that would cover the one above moves down
    let above = -1e9;
    for (const limit of trend.limits) {
      const y = chart.toDomYCoord(limit.value);
      if (y < area.y || y > area.y + area.h) continue;
      canvas.strokeStyle = style_colour(limit.severe ? "red" : "orange");
      canvas.setLineDash(limit.severe ? [] : [2, 3]);
      canvas.beginPath();
      canvas.moveTo(area.x, y);
      canvas.lineTo(area.x + area.w, y);
      canvas.stroke();
      above = Math.max(y - 3, above + 14);
      const width = canvas.measureText(limit.text).width;
      canvas.fillStyle = style_colour("card");
      canvas.fillRect(area.x + area.w - width - 6, above - 11, width + 6, 13);
      canvas.fillStyle = canvas.strokeStyle;
      canvas.textAlign = "right";
      canvas.fillText(limit.text, area.x + area.w - 3, above);
    }
    let last = -1e9, row = 0;
    for (const guide of run.story.guides) {
      if (guide.t < from || guide.t > to) continue;
      const x = chart.toDomXCoord(guide.t);
      canvas.strokeStyle = canvas.fillStyle = style_colour(inks[guide.ink]);
      canvas.setLineDash([5, 4]);
      canvas.beginPath();
      canvas.moveTo(x, area.y);
      canvas.lineTo(x, area.y + area.h);
      canvas.stroke();
      row = x - last < 90 ? row + 1 : 0;
      last = x;
      const width = canvas.measureText(guide.text).width;
      canvas.textAlign = x + 4 + width > area.x + area.w ? "right" : "left";
      const start = canvas.textAlign === "left" ? x + 4 : x - 4 - width;
      const ink = canvas.fillStyle;
      canvas.fillStyle = style_colour("card");
      canvas.fillRect(start - 1, area.y + 1 + row * 14, width + 2, 14);
      canvas.fillStyle = ink;
      canvas.textAlign = "left";
      canvas.fillText(guide.text, start, area.y + 12 + row * 14);
    }
    canvas.restore();
  };

  // one row per moment: [t, truth, reading]; both lists are already in order of time
  const merged = (truth, readings) => {
    const rows = [];
    for (let i = 0, j = 0; i < truth.length || j < readings.length;) {
      const t = Math.min(i < truth.length ? truth[i][0] : Infinity, j < readings.length ? readings[j][0] : Infinity);
      const row = [t, null, null];
      if (i < truth.length && truth[i][0] === t) row[1] = truth[i++][1];
      if (j < readings.length && readings[j][0] === t) row[2] = readings[j++][1];
      rows.push(row);
    }
    return rows;
  };

  const dots = (drawing) => {
    drawing.drawingContext.fillStyle = drawing.color;
    for (const point of drawing.points) {
      if (Number.isNaN(point.canvasy)) continue;
      drawing.drawingContext.beginPath();
      drawing.drawingContext.arc(point.canvasx, point.canvasy, 2.2, 0, 2 * Math.PI);
      drawing.drawingContext.fill();
    }
  };

  // a finger that starts on a chart must still scroll the page
  const touched = matchMedia("(pointer: coarse)").matches;

  const draw = (box, values, trend, run, range) => {
    const write = (number) => number === null ? "" : String(Number(number.toPrecision(5)));
    const chart = new Dygraph(box, merged(trend.truth, trend.readings), {
      labels: ["t", label("truth"), label("reading")],
      colors: [style_colour("truth"), style_colour("reading")],
      series: {
        [label("truth")]: {connectSeparatedPoints: true, strokeWidth: 2},
        [label("reading")]: {plotter: dots},
      },
      ...(touched ? {interactionModel: {}} : {}), drawPoints: false, legend: "never", valueRange: range, dateWindow: [trend.from, trend.to],
      gridLineColor: style_colour("line"), axisLineColor: style_colour("line"), highlightCircleSize: 4,
      underlayCallback: underlay(trend, run), drawCallback: follow, rightGap: 8,
      axes: {
        x: {pixelsPerLabel: 90, ticker: (from, to, pixels) => ticks(from, to, pixels, 95).map((v) => ({v, label: since(v)}))},
        y: {axisLabelWidth: 58, pixelsPerLabel: 34, axisLabelFormatter: (value) => String(Number(value.toPrecision(6)))},
      },
      highlightCallback: (event, t, points) => {
        values.textContent = since(t) + " (" + wall(run, t) + ")   " +
          points.filter((point) => point.yval !== null && !Number.isNaN(point.yval)).map((point) => `${point.name} ${write(point.yval)} ${trend.unit}`).join("   ");
      },
      unhighlightCallback: () => { values.textContent = ""; },
    });
    charts.push(chart);
  };

  // the charts of one signal, one per run, on one scale
  const group = (signal) => {
    const parts = signal.parts.map((part) => {
      const box = element("div", {class: "trend", role: "img", "aria-label": signal.title + ", " + data.runs[part.run].label});
      const values = element("div", {class: "trend-values"});
      return {part, box, values};
    });
    const node = element("div", {class: "trend-box"},
      element("h3", {}, signal.title, " ", element("span", {class: "note"}, signal.unit ? "[" + signal.unit + "]" : "")),
      element("div", {class: "pair"}, parts.map(({part, box, values}) => element("div", {},
        element("div", {class: "trend-title note"}, element("span", {class: "run-tag"}, data.runs[part.run].tag), data.runs[part.run].label, part.note ? " · " + part.note : null),
        box, values))));
    const start = () => parts.forEach(({part, box, values}) => draw(box, values, {...part, limits: signal.limits, unit: signal.unit}, data.runs[part.run], signal.range));
    return {node, start};
  };

  const build = () => {
    if (data.trends.length === 0) return {nodes: [element("p", {class: "empty"}, label("trends_empty"))], start: () => {}};
    const groups = data.trends.map(group);
    const first = groups.slice(0, data.trends_shown), rest = groups.slice(data.trends_shown);
    const nodes = [element("p", {class: "note"}, label("trends_hint")), first.map((item) => item.node)];
    if (rest.length) {
      const fold = fengsui.folded(label("trends_rest").replace("{n}", rest.length), rest.map((item) => item.node));
      let started = false;
      fold.addEventListener("toggle", () => {
        if (started) return;
        started = true;
        rest.forEach((item) => item.start());
      });
      nodes.push(fold);
    }
    return {nodes, start: () => first.forEach((item) => item.start())};
  };

  // colours are read when drawing, so a change between light and dark needs new ones
  const recolour = () => charts.forEach((chart) => chart.updateOptions({
    colors: [style_colour("truth"), style_colour("reading")], gridLineColor: style_colour("line"), axisLineColor: style_colour("line")}));

  return {build, recolour};
})();
