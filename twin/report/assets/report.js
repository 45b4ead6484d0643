// The page: what it shows, in which order.
"use strict";
(() => {
  const {data, label, element, table, folded, facts} = fengsui;

  const header = () => {
    const sections = [["result", "result_title"], ["story", "story_title"], ["trends", "trends_title"], ["judgement", "judgement_title"],
      ["people", "people_title"], ["inputs", "inputs_title"]];
    return element("header", {},
      element("div", {class: "topline"}, element("span", {class: "product"}, label("product")), element("span", {class: "exercise"}, label("exercise"))),
      element("h1", {}, data.title), element("p", {class: "lead"}, data.subtitle),
      element("nav", {"aria-label": label("contents")}, sections.map(([id, key]) => element("a", {href: "#" + id}, label(key)))));
  };

  const section = (id, title, ...children) => element("section", {id}, element("h2", {}, label(title)), children);

  const card = (run) => element("div", {class: "run-card " + run.verdict.key},
    element("h3", {}, element("span", {class: "run-tag"}, run.tag), run.label, element("span", {class: "badge " + run.verdict.key}, run.verdict.words)),
    element("p", {class: "sentence"}, run.sentence), run.reasons.map((reason) => element("p", {class: "note"}, reason)),
    data.comparison ? null : facts(run.highlights), folded(label("run_facts"), facts(run.facts)));

  const result = () => [element("div", {class: "pair"}, data.runs.map(card)),
    data.comparison ? [element("h3", {}, label("comparison_title")), table(data.comparison.table),
      element("p", {class: "note"}, data.comparison.note)] : null];

  const each_run = (title, key) => [element("h3", {}, label(title)), data.runs.map((run) => element("div", {},
    data.runs.length > 1 ? element("p", {class: "trend-title"}, element("span", {class: "run-tag"}, run.tag), run.label) : null, table(run[key])))];

  const judgement = () => [each_run("expectations_title", "expectations"), each_run("faults_title", "faults"),
    each_run("detections_title", "detections"), element("h3", {}, label("kpis_title")), table(data.kpis),
    element("h3", {}, label("alarm_load_title")), bars.figure(data.alarm_load)];

  const people = () => [data.seated ? [each_run("seats_title", "seats"), element("p", {class: "note"}, label("seats_note")),
      each_run("drill_steps_title", "drill_steps")] : null,
    each_run("cases_title", "cases"), each_run("colour_levels_title", "colour_levels"),
    element("h3", {}, label("offices_title")), bars.figure(data.offices),
    element("h3", {}, label("gateways_title")), bars.figure(data.gateways)];

  const inputs = () => [data.about.map((text) => element("p", {}, text)),
    element("h3", {}, label("clocks_title")), table(data.clocks),
    element("h3", {}, label("reproduce_title")), element("pre", {}, data.reproduce),
    element("h3", {}, label("files_title")),
    data.files.map((file) => folded(file.title, element("pre", {}, file.text))),
    element("p", {class: "note"}, label("licences"))];

  const trend_part = trends.build();
  const page = document.getElementById("page");
  page.append(header());
  page.append(section("result", "result_title", result()));
  page.append(section("story", "story_title", element("p", {class: "lead"}, label("story_lead")), story.build()));
  page.append(section("trends", "trends_title", trend_part.nodes));
  page.append(section("judgement", "judgement_title", judgement()));
  page.append(section("people", "people_title", people()));
  page.append(section("inputs", "inputs_title", inputs()));

  // drawings need the width that the page gives them, so they come last and again when it changes
  story.redraw();
  trend_part.start();
  bars.start();
  let planned = 0;
  addEventListener("resize", () => { cancelAnimationFrame(planned); planned = requestAnimationFrame(story.redraw); });
  addEventListener("beforeprint", story.redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { story.redraw(); trends.recolour(); bars.start(); });
})();
