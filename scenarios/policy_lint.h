// What is wrong with a policy although it can be read: steps nobody reaches, people who are never told,
// clocks that can never expire or that nobody can stop, loops without a way out, and hours without anybody on
// duty.
//
// Input: a policy as read. Output: findings in the order of the file, each with its JSON pointer and what to
// do about it. Throws nothing. Only what certainly never happens to a warning's case is told
// (policy_reach.h); a policy without findings may still be a bad one.
#pragma once

#include <string>
#include <vector>

#include "sim/workflow/policy.h"

namespace fengsui {

struct PolicyFinding {
  std::string pointer;  // RFC 6901, in the policy's file
  std::string english, chinese;
};

std::vector<PolicyFinding> lint_policy(const Policy& policy);

}  // namespace fengsui
