// Steps that nobody reaches, and clocks that cannot expire or cannot be stopped.
#include <algorithm>

#include "scenarios/policy_lint_parts.h"

namespace fengsui {

using namespace workflow;

namespace {

std::string here(std::size_t level, std::string_view rest) {
  return "/levels/" + std::to_string(level) + "/" + std::string(rest);
}

// One of a level's three lists of steps.
struct Steps {
  std::string_view role;
  const char *english, *chinese;
  std::vector<Task> LevelPolicy::*list;
  bool Reached::*reached;
};
constexpr Steps all_steps[] = {
    {"informed", "only told", "仅被告知", &LevelPolicy::when_informed, &Reached::informed},
    {"responsible", "responsible", "负责", &LevelPolicy::when_responsible, &Reached::responsible},
    {"working", "working on a case", "处置", &LevelPolicy::when_working, &Reached::working}};

bool is_described(const TaskPolicy& task) {
  return !task.reaction.day.branches.empty() || !task.service.day.branches.empty() || task.lapse.day > 0 ||
         !task.reaction.night.branches.empty() || !task.service.night.branches.empty() ||
         task.lapse.night > 0;
}

bool reviews(const Policy& policy, std::size_t level) {
  for (std::size_t colour = 1; colour < colour_count; ++colour) {
    const std::size_t responsible = policy.colours[colour].responsible;
    // a level above reviews what was handed over
    const bool handed =
        std::ranges::find(policy.escalation, Escalation::hand_over) != policy.escalation.end();
    if (responsible == level || (handed && responsible < level)) return true;
  }
  return false;
}

bool ever_done(const Policy& policy, const PolicyReach& reach, std::size_t level, Task task) {
  if (task == Task::review) return reviews(policy, level);
  if (task == Task::call) return reach.ever(level, &Reached::calls);
  if (task == Task::on_site) return reach.ever(level, &Reached::supervises_on_site);
  return std::ranges::any_of(all_steps, [&](const Steps& steps) {
    const auto& list = policy.levels[level].*steps.list;
    return reach.ever(level, steps.reached) && std::ranges::find(list, task) != list.end();
  });
}

const char* how_to_reach(Task task) {
  switch (task) {
    case Task::call:
      return "a measure \"call_and_answer\" on something that happens one level below";
    case Task::on_site:
      return "a measure \"on_site_supervision\" that falls to this level";
    case Task::review:
      return "a colour that this level is responsible for";
    default:
      return "a step of this level under \"steps\"";
  }
}

bool stoppable(const Policy& policy, const PolicyReach& reach, std::size_t level, std::size_t colour,
               Clock clock) {
  const auto does = [&](Task task, bool responsible_too) {
    const LevelPolicy& steps = policy.levels[level];
    const auto has = [&](const std::vector<Task>& list) {
      return std::ranges::find(list, task) != list.end();
    };
    const Reached& reached = reach.at(level, colour);
    return (reached.working && has(steps.when_working)) ||
           (responsible_too && reached.responsible && has(steps.when_responsible));
  };
  switch (clock) {
    case Clock::acknowledge:
    case Clock::duty_call:
      return does(Task::acknowledge, true);
    case Clock::follow_up:
      return does(Task::follow_up, true);
    case Clock::verify:
      return reach.somebody_does(Task::verify, colour);
    case Clock::feedback:
      return reach.somebody_does(Task::feedback, colour);
    case Clock::clear:
      return true;  // what keeps a case from its end is told as a loop
  }
  return true;
}

}  // namespace

void lint_steps(const Policy& policy, const PolicyReach& reach, std::size_t level, PolicyFindings& findings) {
  const LevelPolicy& policy_here = policy.levels[level];
  for (std::size_t i = 0; i < task_count; ++i) {
    const Task task = static_cast<Task>(i);
    if (!is_described(policy_here.tasks[i]) || ever_done(policy, reach, level, task)) continue;
    findings.push_back({here(level, "tasks/" + std::string(task_words()[i].key)),
                        "the " + policy_here.name.english + " never does this: it needs " +
                            how_to_reach(task) + "; add that, or leave the task out",
                        policy_here.name.chinese + "从不执行" + std::string(task_words()[i].chinese) +
                            "：缺少引发它的步骤、措施或负责颜色；请补充，或删除该任务"});
  }
  for (const Steps& steps : all_steps) {
    const std::vector<Task>& list = policy_here.*steps.list;
    const std::string pointer = here(level, "steps/" + std::string(steps.role));
    if (!list.empty() && !reach.ever(level, steps.reached))
      findings.push_back({pointer,
                          "unreachable: the " + policy_here.name.english + " is never " + steps.english +
                              "; let a colour or an expiry bring it there, or leave these steps out",
                          "不可达：" + policy_here.name.chinese + "从不处于“" + steps.chinese +
                              "”状态；请由颜色或超时升级引入，或删除这些步骤"});
    for (std::size_t i = 0; i < list.size(); ++i)
      if (std::find(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(i), list[i]) !=
          list.begin() + static_cast<std::ptrdiff_t>(i))
        findings.push_back(
            {pointer + "/" + std::to_string(i),
             "unreachable: this step is already done by an earlier one of the same name; leave it out",
             "不可达：前面的同名步骤已完成它；请删除"});
  }
}

void lint_clocks(const Policy& policy, const PolicyReach& reach, std::size_t level,
                 PolicyFindings& findings) {
  const LevelPolicy& policy_here = policy.levels[level];
  for (std::size_t i = 0; i < clock_count; ++i) {
    const Clock clock = static_cast<Clock>(i);
    const std::string row = here(level, "clocks/" + std::string(clock_words()[i].key) + "/");
    for (std::size_t colour = colour_count; colour-- > 1;) {
      if (policy_here.limits[colour][i] == forever) continue;
      const std::string pointer = row + std::string(policy_colours[colour]);
      const Reached& reached = reach.at(level, colour);
      const Clock taken = reach.taken_away_by(level, colour, clock);
      if (!reached.working && !(clock == Clock::follow_up && reached.responsible))
        findings.push_back({pointer,
                            "can never expire: it never starts, because the " + policy_here.name.english +
                                " never works on a " + std::string(policy_colours[colour]) +
                                " case; let an expiry below bring it there, or leave the limit out",
                            "永不到期：" + policy_here.name.chinese + "从不处置" +
                                std::string(policy_colours_chinese[colour]) +
                                "预警，时限不会开始计时；请由下级超时升级引入，或删除该时限"});
      else if (taken != clock)
        findings.push_back(
            {pointer,
             "can never expire: before that the limit \"" +
                 std::string(clock_words()[static_cast<std::size_t>(taken)].key) +
                 "\" has handed the case over; make this limit shorter than that one, or leave it out",
             "永不到期：此前“" + std::string(clock_words()[static_cast<std::size_t>(taken)].chinese) +
                 "”到期时事项已移交上级；请将本时限设得更短，或删除"});
      else if (!stoppable(policy, reach, level, colour, clock))
        findings.push_back(
            {pointer,
             "always expires: nobody has the step that stops it; add the step under \"steps\", or "
             "leave the limit out",
             "必然到期：没有人承担可停止它的步骤；请在steps中补充该步骤，或删除该时限"});
    }
  }
}

}  // namespace fengsui
