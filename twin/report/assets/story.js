// The story: swim lanes from the plant up to the city over time, all runs aligned at the onset of the fault.
// Every label is placed where it crosses nothing; what finds no place is counted and shown on hovering.
"use strict";
const story = (() => {
  const {data, label, element, shape, since, wall, ticks} = fengsui;
  const row_height = 18, mark_height = 22, span_height = 17, most_rows = 7, most_span_rows = 4;

  const pencil = document.createElement("canvas").getContext("2d");
  const text_width = (text, bold) => {
    pencil.font = (bold ? "700 " : "") + "13px " + getComputedStyle(document.body).fontFamily;
    return pencil.measureText(text).width;
  };

  // all drawings share one window of time [s since the onset]
  const view = {from: 0, to: 1};
  const drawings = [];
  const redraw = () => drawings.forEach((draw) => draw());
  const show = (from, to) => {
    const widest = data.window.whole[1] - data.window.whole[0];
    const width = Math.min(Math.max(to - from, 2), widest * 1.1);
    const middle = Math.min(Math.max((from + to) / 2, data.window.whole[0]), data.window.whole[1]);
    view.from = middle - width / 2;
    view.to = middle + width / 2;
    redraw();
  };
  const zoom = (factor, at) => {
    const centre = at === undefined ? (view.from + view.to) / 2 : at;
    show(centre - (centre - view.from) * factor, centre + (view.to - centre) * factor);
  };

  const tip = element("div", {id: "tip", role: "status"});
  document.body.append(tip);
  const show_tip = (event, words) => {
    tip.textContent = words;
    tip.style.display = "block";
    const box = tip.getBoundingClientRect();
    tip.style.left = Math.max(4, Math.min(event.clientX + 14, innerWidth - box.width - 4)) + "px";
    tip.style.top = (event.clientY + 18 + box.height > innerHeight ? event.clientY - box.height - 10 : event.clientY + 18) + "px";
  };
  const hide_tip = () => { tip.style.display = "none"; };

  const inks = {danger: "var(--red)", notice: "var(--brand)", info: "var(--quiet)", detail: "var(--line)", good: "var(--green)"};

  // the picture of one moment, about 14 px wide, centred at (x, y)
  const mark = (moment, x, y) => {
    const ink = inks[moment.ink];
    if (moment.colour) {
      const box = shape("g", {}, shape("rect", {x: x - 9, y: y - 9, width: 18, height: 18, rx: 3, fill: `url(#pattern-${moment.colour})`, stroke: "var(--ink)", "stroke-width": 0.7}));
      const letter = shape("text", {x, y: y + 5, "text-anchor": "middle", class: "strong", style: `fill:${moment.colour === "yellow" ? "#222" : "#fff"}`}, moment.letter);
      box.append(letter);
      return box;
    }
    if (moment.symbol === "burst") {
      const points = Array.from({length: 16}, (_, i) => {
        const radius = i % 2 ? 5.5 : 12;
        return `${x + radius * Math.sin(i * Math.PI / 8)},${y - radius * Math.cos(i * Math.PI / 8)}`;
      });
      return shape("polygon", {points: points.join(" "), fill: ink});
    }
    if (moment.symbol === "flag") return shape("path", {d: `M${x} ${y + 9}V${y - 10}L${x + 12} ${y - 5}L${x} ${y}`, fill: ink, stroke: ink, "stroke-width": 1.6});
    if (moment.symbol === "shield") return shape("path", {d: `M${x} ${y - 10}l8 3v6q0 7 -8 11q-8 -4 -8 -11v-6z`, fill: ink});
    if (moment.symbol === "diamond") return shape("path", {d: `M${x} ${y - 8}l8 8l-8 8l-8 -8z`, fill: ink});
    if (moment.symbol === "ring") return shape("circle", {cx: x, cy: y, r: 4.5, fill: "var(--card)", stroke: ink, "stroke-width": 2});
    return shape("circle", {cx: x, cy: y, r: 5.5, fill: ink});
  };

  const patterns = () => shape("defs", {},
    shape("pattern", {id: "pattern-red", width: 6, height: 6, patternUnits: "userSpaceOnUse"}, shape("rect", {width: 6, height: 6, fill: "#c4161c"})),
    shape("pattern", {id: "pattern-orange", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)"}, shape("rect", {width: 7, height: 7, fill: "#d96a00"}), shape("rect", {width: 2, height: 7, fill: "#a95000"})),
    shape("pattern", {id: "pattern-yellow", width: 5, height: 5, patternUnits: "userSpaceOnUse"}, shape("rect", {width: 5, height: 5, fill: "#ffd52e"}), shape("circle", {cx: 2, cy: 2, r: 1, fill: "#b98f00"})),
    shape("pattern", {id: "pattern-blue", width: 5, height: 5, patternUnits: "userSpaceOnUse"}, shape("rect", {width: 5, height: 5, fill: "#1f6fd1"}), shape("rect", {width: 5, height: 1.6, fill: "#134f94"})),
    shape("pattern", {id: "pattern-none", width: 5, height: 5, patternUnits: "userSpaceOnUse"}, shape("rect", {width: 5, height: 5, fill: "#8b96a5"})));

  // moments that would be drawn on the same spot with the same words become one
  const gather = (moments, place) => {
    const result = [];
    for (const moment of moments) {
      const x = place(moment.t);
      const twin = [...result].reverse().find((other) => x - other.x < 7 && other.moment.short === moment.short && other.moment.letter === moment.letter);
      if (twin) {
        twin.count += 1;
        if (twin.count <= 6) twin.words += "\n" + moment.words;
      } else {
        result.push({x, moment, words: moment.words, count: 1});
      }
    }
    return result;
  };

  // marks that would cover each other go below one another
  const place_marks = (items) => {
    const ends = [];
    for (const item of items) {
      item.level = ends.findIndex((end) => end <= item.x - 9);
      if (item.level < 0) item.level = ends.length < 3 ? ends.length : 2;
      ends[item.level] = item.x + 9;
    }
    return Math.max(1, ends.length);
  };

  // rows for the labels, in this order of choosing; a label crosses no other label and no leader
  const place_in_order = (items, order, left, right) => {
    const boxes = [], leaders = [], hidden = [];
    for (const i of order) {
      const item = items[i];
      item.row = -1;
      const starts = [item.x + item.width <= right ? item.x : null, item.x - item.width >= left ? item.x - item.width : null];
      for (const start of starts) {
        if (start === null) continue;
        const end = start + item.width;
        for (let row = 0; row < most_rows && item.row < 0; ++row) {
          const meets_box = boxes.some((box) => box.row === row && start < box.end && box.start < end);
          const meets_leader = leaders.some((leader) => leader.row >= row && leader.x > start && leader.x < end - 4);
          const leader_meets = boxes.some((box) => box.row < row && item.x > box.start && item.x < box.end - 4);
          if (meets_box || meets_leader || leader_meets) continue;
          item.row = row;
          item.to_right = start === item.x;
          boxes.push({row, start, end});
          leaders.push({x: item.x, row});
        }
      }
      if (item.row < 0) hidden.push(i);
    }
    return hidden;
  };

  // the more serious choose first; whoever finds no place chooses earlier in the next try, and the best try stays
  const weights = {danger: 8, good: 4, notice: 4, info: 1, detail: 1};
  const place_labels = (items, left, right) => {
    for (const item of items) {
      item.text = item.moment.short + (item.count > 1 ? " ×" + item.count : "");
      item.width = text_width(item.text, item.moment.ink === "danger") + 10;
    }
    const cost = (missed) => missed.reduce((sum, i) => sum + weights[items[i].moment.ink], 0);
    const by_time = items.map((_, i) => i);
    const first_tries = [[...by_time].sort((a, b) => weights[items[b].moment.ink] - weights[items[a].moment.ink] || a - b), [...by_time].reverse()];
    let order = first_tries[0], best = order, least = Infinity;
    for (let attempt = 0; attempt < 12 && least > 0; ++attempt) {
      if (attempt < first_tries.length) order = first_tries[attempt];
      const missed = place_in_order(items, order, left, right);
      if (cost(missed) < least) [best, least] = [order, cost(missed)];
      order = [...missed, ...order.filter((i) => !missed.includes(i))];
    }
    const hidden = place_in_order(items, best, left, right);
    return {rows: items.reduce((most, item) => Math.max(most, item.row + 1), 0), hidden: hidden.length};
  };

  const draw_lane = (svg, lane, top, frame, place, say) => {
    const clip = (x) => Math.min(Math.max(x, frame.left), frame.right);
    const rows_end = [];
    const spans = [];
    let crowded = 0;
    // warnings and cases take their rows before alarms and faults do
    for (const span of [...lane.spans].sort((a, b) => Boolean(b.colour) - Boolean(a.colour))) {
      if (span.to < view.from || span.from > view.to) continue;
      let row = rows_end.findIndex((end) => end <= span.from);
      if (row < 0) row = rows_end.length;
      if (row >= most_span_rows) {
        crowded += 1;
        continue;
      }
      rows_end[row] = span.to;
      spans.push({...span, row});
    }
    const seen = lane.moments.filter((moment) => moment.t >= view.from && moment.t <= view.to);
    const items = gather(seen, place);
    const levels = place_marks(items);
    const {rows, hidden} = place_labels(items, frame.left, frame.right);
    const title_height = frame.narrow ? 20 : 0;
    const spans_height = rows_end.length * (span_height + 3) + (rows_end.length ? 3 : 0);
    const first_mark = top + title_height + mark_height / 2 + 4;
    const spans_top = first_mark + mark_height * (levels - 0.5) + 2;
    const labels_top = spans_top + spans_height;
    const height = labels_top - top + (rows ? rows * row_height + 7 : 4);

    svg.append(shape("line", {x1: 0, x2: frame.width, y1: top + height, y2: top + height, stroke: "var(--line)"}));
    svg.append(shape("text", {x: frame.narrow ? 4 : 8, y: top + (frame.narrow ? 15 : 20), class: "halo strong"}, lane.name));
    if (hidden + crowded) svg.append(shape("text", {x: frame.narrow ? frame.right : 8, y: top + (frame.narrow ? 15 : 37), class: "quiet", "text-anchor": frame.narrow ? "end" : "start"}, label("story_more_labels").replace("{n}", hidden + crowded)));
    if (!items.length && !spans.length) {
      svg.append(shape("text", {x: frame.left + 8, y: first_mark + 5, class: "halo quiet"}, lane.moments.length ? label("story_lane_quiet_here") : label("story_lane_quiet")));
    }
    for (const item of items) {
      item.y = first_mark + item.level * mark_height;
      item.baseline = labels_top + item.row * row_height + 14;
      if (item.row >= 0) svg.append(shape("line", {x1: item.x, x2: item.x, y1: item.y, y2: item.baseline - 3, stroke: inks[item.moment.ink], "stroke-opacity": 0.6}));
    }
    for (const span of spans) draw_span(svg, span, clip(place(span.from)), clip(place(span.to)), spans_top + span.row * (span_height + 3), say);
    for (const item of items) {
      const bold = item.moment.ink === "danger";
      const group = shape("g", {"data-words": "", tabindex: "0", role: "button", "aria-label": item.words});
      if (item.row >= 0) {
        group.append(shape("text", {x: item.to_right ? item.x + 4 : item.x - 4, y: item.baseline, "text-anchor": item.to_right ? "start" : "end",
          class: bold ? "halo strong" : "halo", style: bold ? "fill:var(--red)" : item.moment.ink === "good" ? "fill:var(--green)" : ""}, item.text));
      }
      group.append(mark(item.moment, item.x, item.y));
      say(group, item.words);
      svg.append(group);
    }
    return height;
  };

  const draw_span = (svg, span, x1, x2, y, say) => {
    const width = Math.max(2, x2 - x1);
    const bar = shape("g", {"data-words": ""}, shape("rect", {x: x1, y, width, height: span_height, rx: 2, fill: "var(--card)"}), shape("rect", {x: x1, y, width, height: span_height, rx: 2,
      fill: span.colour ? `url(#pattern-${span.colour})` : inks[span.ink], "fill-opacity": span.colour ? 1 : 0.22}));
    if (text_width(span.text) + 10 < width) {
      bar.append(shape("text", {x: x1 + 6, y: y + 13, class: "span", style: span.colour ? `fill:${span.colour === "yellow" ? "#222" : "#fff"}` : ""}, span.text));
    }
    say(bar, span.words);
    svg.append(bar);
  };

  // brackets say how long: "from the leak to the explosion 92 s"
  const draw_brackets = (svg, brackets, top, frame, place) => {
    let y = top;
    for (const bracket of brackets) {
      if (bracket.to < view.from || bracket.from > view.to) continue;
      const [x1, x2] = [Math.max(place(bracket.from), frame.left), Math.min(place(bracket.to), frame.right)];
      const ink = inks[bracket.ink];
      svg.append(shape("path", {d: `M${x1} ${y + 6}v10M${x1} ${y + 11}H${x2}M${x2} ${y + 6}v10`, stroke: ink, "stroke-width": 2, fill: "none"}));
      const width = text_width(bracket.text, true);
      const inside = x2 + 10 + width <= frame.right;
      const x = inside ? x2 + 8 : Math.max(frame.left + width + 4, x1 - 8);
      const over = !inside && x1 - 8 - width < frame.left;
      svg.append(shape("text", {x: over ? Math.max(frame.left, Math.min(x1, frame.right - width)) : x, y: over ? y + 30 : y + 15, class: "halo strong", "text-anchor": inside || over ? "start" : "end", style: `fill:${ink}`}, bracket.text));
      y += over ? 36 : 22;
    }
    return y - top + (y > top ? 6 : 0);
  };

  const draw_axis = (svg, run, frame, place) => {
    for (const t of ticks(view.from, view.to, frame.right - frame.left, 105)) {
      const x = place(t);
      svg.append(shape("line", {x1: x, x2: x, y1: 38, y2: frame.bottom, stroke: "var(--line)", "stroke-width": 0.7}));
      if (x < frame.left + 22 || x > frame.right - 30) continue;
      svg.append(shape("text", {x, y: 15, "text-anchor": "middle"}, since(t)));
      svg.append(shape("text", {x, y: 32, "text-anchor": "middle", class: "quiet"}, wall(run, t)));
    }
  };

  const draw_guides = (svg, guides, frame, place) => {
    for (const guide of guides) {
      if (guide.t < view.from || guide.t > view.to) continue;
      const x = place(guide.t);
      svg.append(shape("line", {x1: x, x2: x, y1: 38, y2: frame.bottom, stroke: inks[guide.ink], "stroke-width": 1.6, "stroke-dasharray": "5 4"}));
    }
  };

  const timeline = (run) => {
    const svg = shape("svg", {role: "group", "aria-label": label("story_title") + ": " + run.label});
    const words = element("div", {class: "story-words", "aria-live": "polite"}, label("story_hint"));
    const say = (node, text) => {
      node.addEventListener("pointermove", (event) => show_tip(event, text));
      node.addEventListener("pointerleave", hide_tip);
      node.addEventListener("click", () => { words.textContent = text; });
      node.addEventListener("focus", () => { words.textContent = text; });
    };
    const frame = {};
    const place = (t) => frame.left + (t - view.from) / (view.to - view.from) * (frame.right - frame.left);

    const draw = () => {
      frame.width = svg.clientWidth || 1160;
      frame.narrow = frame.width < 640;
      frame.left = frame.narrow ? 4 : 118;
      frame.right = frame.width - 6;
      svg.replaceChildren(patterns());
      const back = shape("g"), front = shape("g");
      svg.append(back, front);
      let top = 42;
      top += draw_brackets(front, run.story.brackets, top, frame, place);
      front.append(shape("line", {x1: 0, x2: frame.width, y1: top, y2: top, stroke: "var(--line)"}));
      for (const lane of run.story.lanes) top += draw_lane(front, lane, top, frame, place, say);
      frame.bottom = top;
      draw_axis(back, run, frame, place);
      draw_guides(back, run.story.guides, frame, place);
      svg.setAttribute("height", top + 2);
      svg.setAttribute("viewBox", `0 0 ${frame.width} ${top + 2}`);
    };
    drawings.push(draw);
    make_draggable(svg, frame);
    return element("div", {class: "story"},
      element("div", {class: "story-head"}, element("span", {class: "run-tag"}, run.tag), run.label,
        element("span", {class: "badge " + run.verdict.key}, run.verdict.words)),
      svg, words, run.story.omitted ? element("p", {class: "note"}, run.story.omitted) : null,
      fengsui.folded(label("story_table"), fengsui.table(run.story.table)));
  };

  const make_draggable = (svg, frame) => {
    const per_pixel = () => (view.to - view.from) / (frame.right - frame.left);
    let held = null;
    svg.addEventListener("pointerdown", (event) => { held = event.clientX; });
    addEventListener("pointermove", (event) => {
      if (held === null || Math.abs(event.clientX - held) < 3) return;
      const shift = (held - event.clientX) * per_pixel();
      held = event.clientX;
      show(view.from + shift, view.to + shift);
    });
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { held = null; });
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.25 : 0.8, view.from + (event.clientX - svg.getBoundingClientRect().left - frame.left) * per_pixel());
    }, {passive: false});
  };

  const tools = () => {
    const buttons = data.window.presets.map((preset) => element("button", {type: "button", "aria-pressed": "false"}, preset.text));
    const press = (chosen) => buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i === chosen)));
    buttons.forEach((button, i) => button.addEventListener("click", () => {
      press(i);
      show(data.window.presets[i].from, data.window.presets[i].to);
    }));
    press(0);
    const free = (text, title, action) => {
      const button = element("button", {type: "button", title, "aria-label": title}, text);
      button.addEventListener("click", () => { press(-1); action(); });
      return button;
    };
    const width = () => view.to - view.from;
    return element("div", {class: "tools"}, buttons,
      free("◀", label("earlier"), () => show(view.from - width() / 4, view.to - width() / 4)),
      free("▶", label("later"), () => show(view.from + width() / 4, view.to + width() / 4)),
      free("＋", label("zoom_in"), () => zoom(0.5)), free("－", label("zoom_out"), () => zoom(2)));
  };

  const legend = () => element("div", {class: "legend"}, data.symbols.map((symbol) => {
    const picture = shape("svg", {viewBox: "0 0 28 28"}, symbol.colour ? patterns() : null, mark(symbol, 14, 14));
    return element("span", {}, picture, " ", symbol.text);
  }));

  const build = () => {
    const timelines = data.runs.map(timeline);
    view.from = data.window.presets[0].from;
    view.to = data.window.presets[0].to;
    return [tools(), timelines, legend()];
  };

  return {build, redraw};
})();
