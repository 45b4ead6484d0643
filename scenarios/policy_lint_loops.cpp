// Measures and upgrades that nothing sets off, and cases that go round without end.
#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

#include "scenarios/policy_lint_parts.h"

namespace fengsui {

using namespace workflow;

namespace {

bool triggered(const Policy& policy, const PolicyReach& reach, Trigger on, std::size_t colour,
               bool below_the_top) {
  const std::size_t levels = policy.levels.size() - (below_the_top ? 1 : 0);
  for (std::size_t level = 0; level < levels; ++level)
    if (reach.at(level, colour).triggered[static_cast<std::size_t>(on)]) return true;
  return false;
}

bool triggered_from(const Policy& policy, const PolicyReach& reach, const MeasureRule& rule) {
  const bool by_the_level_above = rule.measure == Measure::call_and_answer;
  for (auto colour = static_cast<std::size_t>(rule.at_least); colour < colour_count; ++colour)
    if (colour > 0 && triggered(policy, reach, rule.on, colour, by_the_level_above)) return true;
  return false;
}

bool ever_expires(const Policy& policy, const PolicyReach& reach, std::size_t clock) {
  for (std::size_t level = 0; level + 1 < policy.levels.size(); ++level)
    for (std::size_t colour = 1; colour < colour_count; ++colour)
      if (reach.at(level, colour).expires[clock]) return true;
  return false;
}

// What becomes of a real danger, as a graph: an arrow where the policy gives the next stage any chance.
enum Stage : int { open, handled, pretended, reported, reported_falsely, sent_back, cleared, stages };
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

Graph course_of(const Policy& policy, const PolicyReach& reach, std::size_t colour) {
  Graph graph(stages);
  const bool overdue = [&] {
    for (std::size_t level = 0; level < policy.levels.size(); ++level)
      for (std::size_t clock = 0; clock < clock_count; ++clock)
        if (static_cast<Clock>(clock) != Clock::duty_call && reach.at(level, colour).expires[clock])
          return true;
    return false;
  }();
  // only the enterprise pretends; a level above that handles does so really
  bool others_handle = false;
  for (std::size_t level = 1; level < policy.levels.size(); ++level)
    others_handle |= reach.at(level, colour).working &&
                     std::ranges::find(policy.levels[level].when_working, Task::handle) !=
                         policy.levels[level].when_working.end();
  const bool really =
      policy.false_feedback < 1 || (overdue && policy.false_feedback_overdue < 1) || others_handle;
  if (reach.somebody_does(Task::handle, colour)) {
    if (really) add_edge(open, handled, graph);
    if (reach.can_pretend()) add_edge(open, pretended, graph);
  } else if (reach.somebody_does(Task::feedback, colour)) {
    add_edge(open, reported_falsely, graph);
  }
  if (reach.somebody_does(Task::feedback, colour)) {
    add_edge(handled, reported, graph);
    add_edge(pretended, reported_falsely, graph);
  }
  add_edge(reported, sent_back, graph);  // the danger may outlast the repair
  if (policy.reject < 1) add_edge(reported, cleared, graph);
  add_edge(reported_falsely, sent_back, graph);
  add_edge(sent_back, open, graph);
  return graph;
}

// Stages that can be reached from the opening and from which a case never gets away.
std::vector<Stage> trap_of(const Graph& graph) {
  std::vector<char> seen(stages, 0);
  std::vector<std::size_t> next{open};
  while (!next.empty()) {
    const std::size_t stage = next.back();
    next.pop_back();
    if (seen[stage]++) continue;
    for (auto [edge, end] = out_edges(stage, graph); edge != end; ++edge)
      next.push_back(target(*edge, graph));
  }
  std::vector<int> component(stages);
  const auto count = static_cast<std::size_t>(boost::strong_components(
      graph, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph))));
  std::vector<char> leaves(count, 0);
  for (auto [edge, end] = edges(graph); edge != end; ++edge)
    if (component[source(*edge, graph)] != component[target(*edge, graph)])
      leaves[static_cast<std::size_t>(component[source(*edge, graph)])] = 1;
  std::vector<Stage> trap;
  for (int stage = 0; stage < stages; ++stage) {
    const auto number = static_cast<std::size_t>(stage);
    if (seen[number] && stage != cleared && !leaves[static_cast<std::size_t>(component[number])])
      trap.push_back(static_cast<Stage>(stage));
  }
  return trap;
}

bool in(const std::vector<Stage>& trap, Stage stage) { return std::ranges::find(trap, stage) != trap.end(); }

PolicyFinding finding_of(const std::vector<Stage>& trap, const std::string& colours,
                         const std::string& colours_chinese) {
  if (!in(trap, sent_back))
    return {"/levels/0/steps/working",
            "a dead end: nobody gives feedback on a " + colours +
                " case, so it is never reviewed and never cleared; add the step \"feedback\"",
            "死路：" + colours_chinese + "预警无人反馈，永不审核、永不消警；请补充feedback步骤"};
  if (in(trap, reported))
    return {"/review/reject",
            "a loop without end: every feedback on a " + colours +
                " case is sent back, so it is never cleared; give \"reject\" a value below 1",
            "死循环：" + colours_chinese + "预警的反馈一律被退回，永不消警；请将reject设为小于1"};
  if (in(trap, pretended))
    return {
        "/false_feedback",
        "a loop without end: a real danger is only ever reported as handled on a " + colours +
            " case, and sent back; give \"usual\" or \"overdue\" a value below 1",
        "死循环：" + colours_chinese + "预警的真实风险只是虚报已处置并被退回；请将usual或overdue设为小于1"};
  return {"/levels/0/steps/working",
          "a loop without end: nobody handles a real danger on a " + colours +
              " case, feedback on it is sent back until the danger passes by itself; add the step \"handle\"",
          "死循环：" + colours_chinese +
              "预警的真实风险无人处置，反馈被退回，直至风险自行消失；请补充handle步骤"};
}

}  // namespace

void lint_triggers(const Policy& policy, const PolicyReach& reach, PolicyFindings& findings) {
  for (std::size_t i = 0; i < clock_count; ++i)
    if (policy.escalation[i] != Escalation::none && !ever_expires(policy, reach, i))
      findings.push_back(
          {"/expiry/" + std::string(clock_words()[i].key),
           "never applies: no such clock can expire below the highest level; set a limit there, or "
           "say \"none\"",
           "从不适用：最高层级以下没有该时限会到期；请在下级设置时限，或改为none"});
  for (std::size_t i = 0; i < policy.upgrades.size(); ++i) {
    const Upgrade& rule = policy.upgrades[i];
    const auto first = std::ranges::find_if(policy.upgrades, [&](const Upgrade& other) {
      return other.on == rule.on && other.from == rule.from;
    });
    const auto before = static_cast<std::size_t>(first - policy.upgrades.begin());
    if (before != i)
      findings.push_back(
          {"/upgrades/" + std::to_string(i),
           "never applies: /upgrades/" + std::to_string(before) +
               " comes first and upgrades from the same colour on the same event; leave one out",
           "从不适用：/upgrades/" + std::to_string(before) + " 在前且颜色与触发事件相同；请删除其一"});
    else if (!triggered(policy, reach, rule.on, static_cast<std::size_t>(rule.from), false))
      findings.push_back(
          {"/upgrades/" + std::to_string(i),
           "never applies: \"" + std::string(trigger_words()[static_cast<std::size_t>(rule.on)].key) +
               "\" cannot happen to a " + std::string(policy_colours[static_cast<std::size_t>(rule.from)]) +
               " case; set the limit that leads to it, or leave the rule out",
           "从不适用：" + std::string(policy_colours_chinese[static_cast<std::size_t>(rule.from)]) +
               "预警不会出现“" + std::string(trigger_words()[static_cast<std::size_t>(rule.on)].chinese) +
               "”；请设置相应时限，或删除该规则"});
  }
  for (std::size_t i = 0; i < policy.measures.size(); ++i) {
    const MeasureRule& rule = policy.measures[i];
    if (triggered_from(policy, reach, rule)) continue;
    findings.push_back({"/measures/" + std::to_string(i),
                        "never taken: \"" +
                            std::string(trigger_words()[static_cast<std::size_t>(rule.on)].key) +
                            "\" cannot happen where it would lead to \"" +
                            std::string(measure_words()[static_cast<std::size_t>(rule.measure)].key) +
                            "\"; set the limit that leads to it, or leave the measure out",
                        "从不采取：不会出现可引发“" +
                            std::string(measure_words()[static_cast<std::size_t>(rule.measure)].chinese) +
                            "”的“" + std::string(trigger_words()[static_cast<std::size_t>(rule.on)].chinese) +
                            "”；请设置相应时限，或删除该措施"});
  }
}

void lint_loops(const Policy& policy, const PolicyReach& reach, PolicyFindings& findings) {
  // one finding for all colours that share it
  PolicyFindings found;
  std::vector<std::vector<Stage>> traps;
  std::vector<std::pair<std::string, std::string>> colours;
  for (std::size_t colour = colour_count; colour-- > 1;) {
    const std::vector<Stage> trap = trap_of(course_of(policy, reach, colour));
    if (trap.empty()) continue;
    const auto known = std::ranges::find(traps, trap);
    const std::string name(policy_colours[colour]), name_chinese(policy_colours_chinese[colour]);
    if (known == traps.end()) {
      traps.push_back(trap);
      colours.emplace_back(name, name_chinese);
    } else {
      auto& [english, chinese] = colours[static_cast<std::size_t>(known - traps.begin())];
      english += ", " + name;
      chinese += "、" + name_chinese;
    }
  }
  for (std::size_t i = 0; i < traps.size(); ++i)
    findings.push_back(finding_of(traps[i], colours[i].first, colours[i].second));

  const Channel& voice = policy.channels[policy.call_channel];
  const auto lost = [](const Delay& delay) {
    return !delay.branches.empty() && std::ranges::all_of(delay.branches, [](const DelayBranch& branch) {
      return branch.probability <= 0;
    });
  };
  bool calls = false;
  for (std::size_t level = 0; level < policy.levels.size(); ++level)
    calls |= reach.ever(level, &Reached::calls);
  if (calls && lost(voice.latency.day) && lost(voice.latency.night))
    findings.push_back(
        {"/call/channel",
         "a loop without end: calls over " + voice.name.english +
             " are never answered and repeated until the office signs; name a channel that delivers",
         "死循环：" + voice.name.chinese + "永远无人接听，叫应将不断重复，直至签收；请改用可送达的渠道"});
}

}  // namespace fengsui
