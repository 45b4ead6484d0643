#include "twin/judge/workflow_scores.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "twin/record/describe.h"

namespace fengsui {

namespace {

void keep_first(std::optional<Time>& slot, Time time) {
  if (!slot) slot = time;
}

class CaseBook {
 public:
  explicit CaseBook(const Record& record) : record_(record) {
    for (const LogEntry& entry : record.log)
      if (describe(entry.kind).subject == Refers::case_item && !is_of_seats(entry.kind)) take(entry);
  }
  std::vector<CaseScore> result() && { return std::move(cases_); }

 private:
  CaseScore& case_of(const LogEntry& entry) {
    const auto [found, fresh] = position_.try_emplace(entry.subject, cases_.size());
    if (fresh) {
      CaseScore& score = cases_.emplace_back();
      score.id = CaseId(entry.subject);
      score.opened = entry.time;
    }
    return cases_[found->second];
  }

  CaseAtLevel* at_level(CaseScore& score, const LogEntry& entry) {
    if (describe(entry.kind).detail != Refers::office || entry.detail >= record_.names.offices.size())
      return nullptr;
    const OfficeName& office = record_.names.offices[entry.detail];
    if (!score.enterprise.valid()) score.enterprise = office.enterprise;
    score.highest_level = std::max(score.highest_level, office.level);
    for (CaseAtLevel& level : score.levels)
      if (level.office.index == entry.detail) return &level;
    CaseAtLevel& level = score.levels.emplace_back();
    level.level = office.level;
    level.office = OfficeId(entry.detail);
    level.involved = entry.time;
    return &level;
  }

  void take(const LogEntry& entry) {
    CaseScore& score = case_of(entry);
    CaseAtLevel* level = at_level(score, entry);
    const auto stage = [&](std::optional<Time>& whole, std::optional<Time> CaseAtLevel::*part) {
      keep_first(whole, entry.time);
      if (level) keep_first(level->*part, entry.time);
    };
    switch (entry.kind) {
      case LogKind::case_opened:
      case LogKind::colour_upgraded:
        score.colour = std::max(score.colour, static_cast<Colour>(std::min(entry.other, colour_count - 1)));
        break;
      case LogKind::case_equipment:
        if (entry.other < workflow::most_unit_classes) score.equipment |= workflow::set_of(entry.other);
        break;
      case LogKind::notice_delivered:
        if (level) keep_first(level->delivered, entry.time);
        break;
      case LogKind::notice_lost:
        ++score.notices_lost;
        break;
      case LogKind::case_acknowledged:
        stage(score.acknowledged, &CaseAtLevel::acknowledged);
        break;
      case LogKind::case_verified:
        stage(score.verified, &CaseAtLevel::verified);
        break;
      case LogKind::case_handled:
        stage(score.handled, &CaseAtLevel::handled);
        break;
      case LogKind::case_feedback:
        stage(score.feedback, &CaseAtLevel::feedback);
        break;
      case LogKind::case_feedback_false:
        ++score.false_feedback;
        break;
      case LogKind::case_reviewed:
        if (level) keep_first(level->reviewed, entry.time);
        break;
      case LogKind::case_rejected:
        ++score.rejected;
        break;
      // a reopened case is cleared when it is cleared for good
      case LogKind::case_cleared:
        score.cleared = entry.time;
        break;
      case LogKind::clock_expired:
        ++score.overdue;
        if (level) level->overdue.push_back(entry.other);
        break;
      case LogKind::case_escalated:
        ++score.escalations;
        if (level) level->escalated_here = true;
        break;
      case LogKind::measure_taken:
        score.measures.push_back(entry.other);
        break;
      default:
        break;
    }
  }

  const Record& record_;
  std::map<std::uint32_t, std::size_t> position_;
  std::vector<CaseScore> cases_;
};

StageTimes stage_times(std::vector<double> seconds) {
  StageTimes times;
  if (seconds.empty()) return times;
  std::ranges::sort(seconds);
  // the smallest value that at least this share does not exceed
  const auto quantile = [&](double share) {
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(seconds.size())));
    return seconds[std::clamp<std::size_t>(rank, 1, seconds.size()) - 1];
  };
  times.count = seconds.size();
  times.mean_s = std::accumulate(seconds.begin(), seconds.end(), 0.0) / static_cast<double>(seconds.size());
  times.median_s = quantile(0.5);
  times.p90_s = quantile(0.9);
  times.worst_s = seconds.back();
  return times;
}

// The first accident at the enterprise of a case that was already open.
std::optional<Time> accident_after(const CaseScore& score, const std::vector<Detection>& detections) {
  std::optional<Time> first;
  for (const Detection& row : detections)
    if (row.accident && row.enterprise == score.enterprise && *row.accident >= score.opened)
      first = first ? std::min(*first, *row.accident) : *row.accident;
  return first;
}

}  // namespace

std::vector<CaseScore> score_cases(const Record& record) { return CaseBook(record).result(); }

std::vector<ColourLevelScore> summarise_cases(const Record& record, const std::vector<CaseScore>& cases,
                                              const std::vector<Detection>& detections) {
  struct Samples {
    std::vector<double> acknowledge, verify, feedback, clear, lead;
  };
  // worst colour first, lowest level first
  std::map<std::pair<int, std::uint32_t>, std::pair<ColourLevelScore, Samples>> table;
  for (const CaseScore& score : cases) {
    const std::optional<Time> accident = accident_after(score, detections);
    for (const CaseAtLevel& level : score.levels) {
      auto& [row, samples] = table[{-static_cast<int>(score.colour), level.level}];
      row.colour = score.colour;
      row.level = level.level;
      row.overdue.resize(record.names.clocks.size(), 0);
      ++row.cases;
      const auto since = [&](std::optional<Time> time, std::vector<double>& into) {
        if (time) into.push_back(to_seconds(*time - level.involved));
      };
      since(level.acknowledged, samples.acknowledge);
      since(level.verified, samples.verify);
      since(level.feedback, samples.feedback);
      if (accident && level.delivered) samples.lead.push_back(to_seconds(*accident - *level.delivered));
      for (const std::uint32_t clock : level.overdue)
        if (clock < row.overdue.size()) ++row.overdue[clock];
      row.escalated_here += level.escalated_here;
      if (level.level != score.highest_level) continue;
      // what a case has only once is told at the highest level it reached
      if (score.cleared) samples.clear.push_back(to_seconds(*score.cleared - score.opened));
      row.rejected += score.rejected;
      row.false_feedback += score.false_feedback;
      row.measures += score.measures.size();
    }
  }
  std::vector<ColourLevelScore> rows;
  for (auto& [key, entry] : table) {
    auto& [row, samples] = entry;
    row.acknowledge = stage_times(std::move(samples.acknowledge));
    row.verify = stage_times(std::move(samples.verify));
    row.feedback = stage_times(std::move(samples.feedback));
    row.clear = stage_times(std::move(samples.clear));
    row.lead = stage_times(std::move(samples.lead));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<OfficeLoad> office_loads(const Record& record) {
  const Names& names = record.names;
  std::vector<OfficeLoad> loads(names.offices.size());
  for (std::size_t i = 0; i < loads.size(); ++i) loads[i].office = OfficeId(i);
  for (const OfficeId office : names.officers)
    if (office.index < loads.size()) ++loads[office.index].officers;

  const auto load_of_officer = [&](std::uint32_t officer) -> OfficeLoad* {
    if (officer >= names.officers.size() || names.officers[officer].index >= loads.size()) return nullptr;
    return &loads[names.officers[officer].index];
  };
  std::vector<double> busy_s(loads.size(), 0.0);
  std::map<std::uint32_t, Time> working_since;  // officer: start of the present task
  const auto stop_work = [&](std::uint32_t officer, Time time) {
    const auto found = working_since.find(officer);
    if (found == working_since.end()) return;
    busy_s[names.officers[officer].index] += to_seconds(time - found->second);
    working_since.erase(found);
  };
  for (const LogEntry& entry : record.log) {
    if (entry.kind == LogKind::task_abandoned && entry.detail < loads.size())
      ++loads[entry.detail].not_started;
    if (describe(entry.kind).detail != Refers::officer) continue;
    OfficeLoad* load = load_of_officer(entry.detail);
    if (!load) continue;
    if (entry.kind == LogKind::officer_lapsed) ++load->lapses;
    if (entry.kind == LogKind::task_started) {
      stop_work(entry.detail, entry.time);
      working_since[entry.detail] = entry.time;
      ++load->tasks;
    }
    if (entry.kind == LogKind::task_finished) stop_work(entry.detail, entry.time);
  }
  const Time end = reached(record);
  while (!working_since.empty()) stop_work(working_since.begin()->first, end);

  const double run_s = to_seconds(end);
  for (std::size_t i = 0; i < loads.size(); ++i) {
    if (run_s <= 0.0) continue;
    loads[i].tasks_per_hour = static_cast<double>(loads[i].tasks) * 3600.0 / run_s;
    if (loads[i].officers > 0) loads[i].busy_fraction = busy_s[i] / (run_s * loads[i].officers);
  }
  return loads;
}

}  // namespace fengsui
