// Bars: alarms per hour against the flood threshold, the load of the offices, the online rate. Drawn by Chart.js.
"use strict";
const bars = (() => {
  const {data, label, element, style_colour} = fengsui;
  const palette = ["brand", "orange", "green", "reading"];
  const waiting = [];

  // stripes tell the runs apart without colour
  const stripes = (colour) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 8;
    const pen = canvas.getContext("2d");
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = "#fff8";
    pen.lineWidth = 2;
    pen.beginPath();
    for (const shift of [-8, 0, 8]) { pen.moveTo(shift, 8); pen.lineTo(shift + 8, 0); }
    pen.stroke();
    return pen.createPattern(canvas, "repeat");
  };

  const draw = (canvas, content) => {
    const ink = style_colour("ink"), line = style_colour("line");
    const datasets = content.series.map((series, i) => {
      const colour = style_colour(palette[i % palette.length]);
      return {type: "bar", label: series.name, data: series.values, backgroundColor: i % 2 ? stripes(colour) : colour, maxBarThickness: 34};
    });
    if (content.threshold) {
      datasets.push({type: "line", label: content.threshold.text, data: content.categories.map(() => content.threshold.value), borderColor: style_colour("red"),
        borderDash: [6, 4], borderWidth: 2, pointRadius: 0, backgroundColor: "transparent"});
    }
    const value_axis = content.level ? "x" : "y";
    const scale = (title, is_value) => ({
      title: {display: Boolean(title), text: title, color: ink, font: {size: 13}}, grid: {color: line, display: is_value},
      ticks: {color: ink, font: {size: 13}, autoSkip: !content.level || is_value, ...(is_value && content.whole ? {precision: 0} : {})}, beginAtZero: true,
      ...(is_value && content.most ? {max: content.most} : {}), ...(is_value && content.least ? {min: content.least} : {})});
    return new Chart(canvas, {
      data: {labels: content.categories, datasets},
      options: {
        indexAxis: content.level ? "y" : "x", maintainAspectRatio: false, animation: false, responsive: true,
        plugins: {legend: {display: datasets.length > 1, labels: {color: ink, font: {size: 13}, boxWidth: 26}}},
        scales: {x: scale(value_axis === "x" ? content.unit : content.category, value_axis === "x"),
          y: scale(value_axis === "y" ? content.unit : content.category, value_axis === "y")},
      },
    });
  };

  const figure = (content) => {
    if (content.categories.length === 0) return element("p", {class: "empty"}, content.empty);
    const canvas = element("canvas", {role: "img", "aria-label": content.title});
    waiting.push({canvas, content, chart: null});
    const height = content.level ? Math.max(150, 60 + content.categories.length * (14 + 18 * content.series.length)) : 260;
    return element("div", {}, element("div", {class: "bars", style: `height:${height}px`}, canvas), content.note ? element("p", {class: "note"}, content.note) : null);
  };

  const start = () => waiting.forEach((item) => {
    if (item.chart) item.chart.destroy();
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    item.chart = draw(item.canvas, item.content);
  });

  return {figure, start};
})();
