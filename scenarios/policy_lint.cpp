#include "scenarios/policy_lint.h"

#include <algorithm>
#include <set>

#include "scenarios/policy_lint_parts.h"
#include "sim/plant/vocabulary.h"

namespace fengsui {

namespace {

PolicyFindings lint_whole(const Policy& policy) {
  const PolicyReach reach(policy);
  PolicyFindings findings;
  lint_channels(policy, findings);
  for (std::size_t level = 0; level < policy.levels.size(); ++level) {
    lint_cover(policy, level, findings);
    lint_steps(policy, reach, level, findings);
    lint_notices(policy, reach, level, findings);
    lint_clocks(policy, reach, level, findings);
  }
  lint_triggers(policy, reach, findings);
  lint_loops(policy, reach, findings);
  return findings;
}

// The policy as cases about one class of equipment meet it, and which limits that changes.
struct ForClass {
  Policy policy;
  std::string key;
  std::set<std::string> changed;  // pointers as of the level's own limits
};

ForClass for_class(const Policy& policy, std::uint32_t unit_class) {
  ForClass variant{policy, std::string(plant::vocabulary(static_cast<UnitClass>(unit_class)).key), {}};
  for (std::size_t level = 0; level < policy.levels.size(); ++level)
    for (const workflow::ClassLimits& own : policy.levels[level].class_limits) {
      if (own.unit_class != unit_class) continue;
      for (std::size_t colour = 1; colour < workflow::colour_count; ++colour)
        for (std::size_t clock = 0; clock < workflow::clock_count; ++clock)
          if (own.limits[colour][clock] != policy.levels[level].limits[colour][clock])
            variant.changed.insert("/levels/" + std::to_string(level) + "/clocks/" +
                                   std::string(workflow::clock_words()[clock].key) + "/" +
                                   std::string(policy_colours[colour]));
      variant.policy.levels[level].limits = own.limits;
    }
  return variant;
}

}  // namespace

std::vector<PolicyFinding> lint_policy(const Policy& policy) {
  PolicyFindings findings = lint_whole(policy);
  std::set<std::uint32_t> classes;
  for (const workflow::LevelPolicy& level : policy.levels)
    for (const workflow::ClassLimits& own : level.class_limits) classes.insert(own.unit_class);
  PolicyFindings of_classes;
  for (const std::uint32_t unit_class : classes) {
    const ForClass variant = for_class(policy, unit_class);
    const PolicyFindings found = lint_whole(variant.policy);
    // what never happens must not happen for any class either
    std::erase_if(findings, [&](const PolicyFinding& finding) {
      return !variant.changed.contains(finding.pointer) &&
             std::ranges::find(found, finding.pointer, &PolicyFinding::pointer) == found.end();
    });
    for (PolicyFinding finding : found) {
      if (!variant.changed.contains(finding.pointer)) continue;
      const auto place = finding.pointer.find("/clocks/");
      finding.pointer.replace(place, 8, "/clocks_by_equipment/" + variant.key + "/");
      of_classes.push_back(std::move(finding));
    }
  }
  findings.insert(findings.end(), of_classes.begin(), of_classes.end());
  return findings;
}

}  // namespace fengsui
