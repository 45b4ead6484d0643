#include "scenarios/policy_lint.h"

#include "scenarios/policy_lint_parts.h"

namespace fengsui {

std::vector<PolicyFinding> lint_policy(const Policy& policy) {
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

}  // namespace fengsui
