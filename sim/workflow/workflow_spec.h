// The offices of a city under one policy: one per enterprise, one per district, one at each level above.
#pragma once

#include <vector>

#include "sim/base/id.h"
#include "sim/workflow/local_time.h"
#include "sim/workflow/policy.h"

namespace fengsui::workflow {

struct Office {
  std::uint8_t level = 0;
  OfficeId parent;                                // none at the top
  EnterpriseId enterprise;                        // of an enterprise's own office
  DistrictId district;                            // of an enterprise's or a district's office
  std::uint32_t first_officer = 0, officers = 0;  // consecutive OfficerIds
};

struct WorkflowSpec {
  Policy policy;
  std::vector<Office> offices;  // enterprises first, in their order, then districts, then the levels above
  std::uint32_t officers = 0;
  std::uint32_t enterprises = 0;
  Duration
      start_in_week{};  // local time since Monday's midnight when the scenario starts, see since_monday()
};

// `district_of` gives each enterprise its district, below `districts`. A policy has at least one level.
WorkflowSpec make_offices(Policy policy, std::size_t districts, const std::vector<DistrictId>& district_of,
                          Duration start_in_week);

// The office that an enterprise's cases have at a level.
OfficeId office_at(const WorkflowSpec& spec, EnterpriseId enterprise, std::size_t level);

}  // namespace fengsui::workflow

namespace fengsui {
using workflow::WorkflowSpec;
}
