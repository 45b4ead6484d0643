// The parts of policy_lint.h: each looks for one kind of fault and adds what it finds.
#pragma once

#include <array>
#include <string_view>

#include "scenarios/policy_lint.h"
#include "scenarios/policy_reach.h"

namespace fengsui {

inline constexpr std::array<std::string_view, workflow::colour_count> policy_colours{"none", "blue", "yellow",
                                                                                     "orange", "red"};
inline constexpr std::array<std::string_view, workflow::colour_count> policy_colours_chinese{
    "无", "蓝色", "黄色", "橙色", "红色"};

using PolicyFindings = std::vector<PolicyFinding>;

void lint_channels(const Policy& policy, PolicyFindings& findings);
void lint_cover(const Policy& policy, std::size_t level, PolicyFindings& findings);
void lint_notices(const Policy& policy, const PolicyReach& reach, std::size_t level,
                  PolicyFindings& findings);
void lint_steps(const Policy& policy, const PolicyReach& reach, std::size_t level, PolicyFindings& findings);
void lint_clocks(const Policy& policy, const PolicyReach& reach, std::size_t level, PolicyFindings& findings);
void lint_triggers(const Policy& policy, const PolicyReach& reach, PolicyFindings& findings);
void lint_loops(const Policy& policy, const PolicyReach& reach, PolicyFindings& findings);

}  // namespace fengsui
