// Who is on duty, and who is told.
#include <algorithm>
#include <vector>

#include "scenarios/policy_lint_parts.h"
#include "sim/base/text.h"
#include "sim/workflow/local_time.h"

namespace fengsui {

using namespace workflow;

namespace {

constexpr std::array<std::string_view, 7> days{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                               "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 7> days_chinese{"周一", "周二", "周三", "周四",
                                                       "周五", "周六", "周日"};

std::string moment(Duration in_week, const std::array<std::string_view, 7>& names) {
  const Duration at = in_week % one_week;
  return std::string(names[static_cast<std::size_t>(at / one_day)]) + " " +
         format_duration(at % one_day).substr(0, 5);
}

struct Gap {
  Duration from{}, to{};
};

// Times of the week without anybody; the moments between which the number on duty is constant are the edges.
std::vector<Gap> gaps_of(const LevelPolicy& level) {
  std::vector<Gap> gaps;
  const Duration start = until_shift_change(level, Duration::zero()) % one_week;
  for (Duration at = start; at < start + one_week;) {
    const Duration next = at + std::min(until_shift_change(level, at % one_week), one_week);
    if (on_duty(level, at % one_week) == 0) gaps.push_back({at, next});
    at = next;
  }
  return gaps;
}

// Whether any of the gap is night: the night begins and ends on the same times every day.
bool touches_night(const Policy& policy, const Gap& gap) {
  if (is_night(policy, gap.from % one_week)) return true;
  const Duration time_of_day = gap.from % one_day;
  const bool has_night = policy.day_from > Duration::zero() || policy.day_to < one_day;
  return has_night && time_of_day + (gap.to - gap.from) > policy.day_to;
}

double chance(const Delay& delay) {
  if (delay.branches.empty()) return 1.0;
  double total = 0.0;
  for (const DelayBranch& branch : delay.branches) total += branch.probability;
  return total;
}

bool arrives(const Policy& policy, const std::vector<Send>& sends, bool night) {
  return sends.empty() || std::ranges::any_of(sends, [&](const Send& send) {
           return chance(policy.channels[send.channel].latency.at(night)) > 0;
         });
}

}  // namespace

void lint_channels(const Policy& policy, PolicyFindings& findings) {
  for (std::size_t i = 0; i < policy.channels.size(); ++i) {
    bool used = policy.call_channel == i;
    for (const LevelPolicy& level : policy.levels)
      for (const auto& sends : level.sends)
        for (const Send& send : sends) used |= send.channel == i;
    if (!used)
      findings.push_back({"/channels/" + std::to_string(i),
                          "nobody is ever told over " + policy.channels[i].name.english +
                              ": name it under \"notify\" of a level or \"call\", or leave it out",
                          "从不通过" + policy.channels[i].name.chinese +
                              "通知任何人：请在某层级的notify或call中使用，或删除"});
  }
}

void lint_cover(const Policy& policy, std::size_t level, PolicyFindings& findings) {
  const std::vector<Gap> gaps = gaps_of(policy.levels[level]);
  if (gaps.empty()) return;
  Duration hours_a_week{};
  const Gap* first = &gaps.front();
  bool at_night = false;
  for (const Gap& gap : gaps) {
    hours_a_week += gap.to - gap.from;
    if (!at_night && touches_night(policy, gap)) {
      at_night = true;
      first = &gap;
    }
  }
  const std::string hours = format_number(to_seconds(hours_a_week) / 3600.0);
  findings.push_back(
      {"/levels/" + std::to_string(level) + "/shifts",
       std::string(at_night ? "no cover at night: " : "no cover: ") + "nobody of the " +
           policy.levels[level].name.english + " is on duty from " + moment(first->from, days) + " to " +
           moment(first->to, days) + ", " + hours + " h a week in all; add a shift, or what comes then waits",
       std::string(at_night ? "夜间无人值守：" : "无人值守：") + policy.levels[level].name.chinese + "自" +
           moment(first->from, days_chinese) + "至" + moment(first->to, days_chinese) + "无人在岗，每周共" +
           hours + "小时；请增加班次，否则其间的事项只能等待"});
}

void lint_notices(const Policy& policy, const PolicyReach& reach, std::size_t level,
                  PolicyFindings& findings) {
  const std::string pointer = "/levels/" + std::to_string(level);
  const LevelPolicy& here = policy.levels[level];
  bool ever = false;
  for (std::size_t colour = 1; colour < colour_count; ++colour) ever |= reach.at(level, colour).involved();
  if (!ever) {
    findings.push_back(
        {pointer,
         "the " + here.name.english +
             " is never told of any warning: no colour informs it or makes it responsible, and no "
             "expiry reaches it; name it under \"colours\", or leave the level out",
         here.name.chinese + "从未被告知任何预警：没有颜色通知它或由它负责，也没有超时升级到它；请在colours中"
                             "列出，或删除该层级"});
    return;
  }
  for (std::size_t colour = colour_count; colour-- > 1;) {
    if (!reach.at(level, colour).involved()) continue;
    const bool by_day = arrives(policy, here.sends[colour], false);
    const bool by_night = arrives(policy, here.sends[colour], true);
    if (by_day && by_night) continue;
    const bool at_no_time = !by_day && !by_night;
    const std::string when = at_no_time ? "" : by_day ? " at night" : " by day";
    const std::string when_chinese = at_no_time ? "" : by_day ? "夜间" : "白天";
    findings.push_back({pointer + "/notify/" + std::string(policy_colours[colour]),
                        "nobody of the " + here.name.english + " is notified of " +
                            std::string(policy_colours[colour]) + when +
                            ": none of these channels ever delivers then; add one that does, or give it a "
                            "probability above 0",
                        here.name.chinese + when_chinese + "收不到" +
                            std::string(policy_colours_chinese[colour]) +
                            "预警：所列渠道此时都不会送达；请增加可送达的渠道，或给出大于0的概率"});
  }
}

}  // namespace fengsui
