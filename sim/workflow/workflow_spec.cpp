#include "sim/workflow/workflow_spec.h"

#include <cassert>

namespace fengsui::workflow {

WorkflowSpec make_offices(Policy policy, std::size_t districts, const std::vector<DistrictId>& district_of,
                          Duration start_in_week) {
  const std::size_t levels = policy.levels.size();
  assert(levels >= 1 && levels <= most_levels);
  WorkflowSpec spec{std::move(policy), {}, 0, static_cast<std::uint32_t>(district_of.size()), start_in_week};

  // offices of a level lie together: enterprises, districts, then one per level above
  const std::size_t first_district = district_of.size();
  const std::size_t first_above = first_district + (levels > 1 ? districts : 0);
  const auto add = [&](std::size_t level, OfficeId parent, EnterpriseId enterprise, DistrictId district) {
    const std::uint32_t officers = most_on_duty(spec.policy.levels[level]);
    spec.offices.push_back(
        {static_cast<std::uint8_t>(level), parent, enterprise, district, spec.officers, officers});
    spec.officers += officers;
  };
  for (std::size_t i = 0; i < district_of.size(); ++i) {
    assert(district_of[i].index < districts);
    add(0, levels > 1 ? OfficeId{first_district + district_of[i].index} : OfficeId{}, EnterpriseId{i},
        district_of[i]);
  }
  for (std::size_t i = 0; levels > 1 && i < districts; ++i)
    add(1, levels > 2 ? OfficeId{first_above} : OfficeId{}, {}, DistrictId{i});
  for (std::size_t level = 2; level < levels; ++level)
    add(level, level + 1 < levels ? OfficeId{first_above + level - 1} : OfficeId{}, {}, {});
  return spec;
}

OfficeId office_at(const WorkflowSpec& spec, EnterpriseId enterprise, std::size_t level) {
  OfficeId office{enterprise.index};
  while (spec.offices[office.index].level < level) office = spec.offices[office.index].parent;
  return office;
}

}  // namespace fengsui::workflow
