#include "twin/report/focus.h"

#include <algorithm>

namespace fengsui {

namespace {

int importance(const Detection& detection) {
  if (detection.accident) return 3;
  if (detection.point_of_no_return || detection.averted) return 2;
  return detection.injected ? 1 : 0;
}

const Detection* most_important(const std::vector<Detection>& detections) {
  const auto best = std::ranges::max_element(detections, {}, importance);
  return best == detections.end() ? nullptr : &*best;
}

const Detection* same_fault(const std::vector<Detection>& detections, const Detection& wanted) {
  const Detection* nearest = nullptr;
  for (const Detection& candidate : detections) {
    if (candidate.unit != wanted.unit || candidate.fault != wanted.fault) continue;
    const auto distance = [&](const Detection& other) {
      return std::chrono::abs(other.onset - wanted.onset);
    };
    if (!nearest || distance(candidate) < distance(*nearest)) nearest = &candidate;
  }
  return nearest;
}

// without a fault that can cause an accident: the first injected one, else the first of all
Focus any_fault(const ReportInput& run) {
  const std::vector<FaultEffect>& faults = run.judgement->faults;
  auto fault = std::ranges::find_if(faults, &FaultEffect::injected);
  if (fault == faults.end()) fault = faults.begin();
  if (fault == faults.end()) return {};

  const Names& names = run.record->names;
  Focus focus;
  focus.onset = fault->started;
  focus.found = true;
  if (fault->kind == FaultEffect::Kind::plant) focus.unit = UnitId(fault->subject);
  if (fault->kind == FaultEffect::Kind::sensor && fault->subject < names.points.size()) {
    focus.unit = names.points[fault->subject].unit;
  }
  if (focus.unit.index < names.units.size()) focus.enterprise = names.units[focus.unit.index].enterprise;
  if (fault->kind == FaultEffect::Kind::gateway && fault->subject < names.gateways.size()) {
    focus.enterprise = names.gateways[fault->subject].enterprise;
  }
  return focus;
}

}  // namespace

std::vector<Focus> choose_focus(const std::vector<ReportInput>& runs) {
  const Detection* chosen = nullptr;
  for (const ReportInput& run : runs) {
    const Detection* best = most_important(run.judgement->detections);
    if (best && (!chosen || importance(*best) > importance(*chosen))) chosen = best;
  }
  std::vector<Focus> focus;
  for (const ReportInput& run : runs) {
    const Detection* detection = chosen ? same_fault(run.judgement->detections, *chosen) : nullptr;
    focus.push_back(detection
                        ? Focus{detection, detection->unit, detection->enterprise, detection->onset, true}
                        : any_fault(run));
  }
  return focus;
}

double since_onset(const Focus& focus, Time time) { return to_seconds(time - focus.onset); }

Stretch decisive_stretch(const std::vector<ReportInput>& runs, const std::vector<Focus>& focus) {
  double decided_s = 0.0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!focus[i].found) {
      decided_s = std::max(decided_s, to_seconds(reached(*runs[i].record)));
      continue;
    }
    const Detection* detection = focus[i].detection;
    if (!detection) continue;
    for (const auto& moment : {detection->accident, detection->point_of_no_return, detection->averted}) {
      if (moment) decided_s = std::max(decided_s, since_onset(focus[i], *moment));
    }
  }
  // people answer later than machines act: their first answers are shown when they are not too far away
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Detection* detection = focus[i].detection;
    if (!detection) continue;
    for (const auto& moment :
         {detection->first_alarm, detection->first_warning, detection->first_acknowledged}) {
      if (!moment) continue;
      const double answered_s = since_onset(focus[i], *moment);
      if (decided_s == 0.0 || answered_s < 2.5 * decided_s) decided_s = std::max(decided_s, answered_s);
    }
  }
  if (decided_s == 0.0) decided_s = 600.0;
  return {-0.12 * decided_s, 1.45 * decided_s};
}

}  // namespace fengsui
