#include "twin/report/table_data.h"

#include <algorithm>
#include <vector>

#include "twin/record/describe.h"
#include "twin/report/texts.h"

namespace fengsui {

namespace {

constexpr std::size_t most_rows = 40;

// the text of row `index` of a table of names, "–" outside it
template <class Row>
std::string name_at(const std::vector<Row>& table, std::uint32_t index, Language language) {
  return index < table.size() ? table[index].name.in(language) : "–";
}

std::string enterprise_at(const Names& names, EnterpriseId enterprise) {
  return enterprise.index < names.enterprises.size() ? names.enterprises[enterprise.index].name : "–";
}

std::string time_after(const std::optional<Time>& time, Time start, Language language) {
  return time ? duration_words(*time - start, language) : "–";
}

std::string seconds_words(double seconds, Language language) {
  return duration_words(from_seconds(seconds), language);
}

std::string fault_name(const Record& record, const Detection& detection, Language language) {
  const FaultEffect fault{
      FaultEffect::Kind::plant, detection.unit.index, detection.fault, detection.onset, {}, {}, false, {}};
  return describe_fault(record, fault, language);
}

}  // namespace

Json expectation_table(const ReportInput& run, Language language) {
  Table table(language, "expectations_empty");
  table.column("column_met").column("column_expected").column("column_got").column("column_place");
  const auto add = [&](const ExpectationResult& result) {
    table.row(
        Json::array(
            {badge(report_text(result.pass ? "met" : "missed", language), result.pass ? "pass" : "fail"),
             result.expected.in(language), result.got.in(language), styled(result.place, "mono")}),
        !result.pass);
  };
  // what failed is read first
  for (const ExpectationResult& result : run.judgement->expectations) {
    if (!result.pass) add(result);
  }
  for (const ExpectationResult& result : run.judgement->expectations) {
    if (result.pass) add(result);
  }
  return table.json();
}

Json fault_table(const ReportInput& run, Language language) {
  const Record& record = *run.record;
  Table table(language, "faults_empty", most_rows);
  table.column("column_clock").column("column_fault").column("column_origin").column("column_witness");
  const auto add = [&](const FaultEffect& fault) {
    const std::string witness =
        fault.witnessed ? filled(report_text("witnessed_after", language),
                                 {{"t", duration_words(*fault.witnessed - fault.started, language)}})
                        : report_text("no_witness", language);
    table.row(
        Json::array({clock_time(record, fault.started), describe_fault(record, fault, language),
                     report_text(fault.injected ? "injected" : "random", language),
                     fault.injected ? styled(witness, fault.witnessed ? "good" : "bad") : Json(witness)}),
        fault.injected && !fault.witnessed);
  };
  for (const FaultEffect& fault : run.judgement->faults) {
    if (fault.injected) add(fault);
  }
  for (const FaultEffect& fault : run.judgement->faults) {
    if (!fault.injected) add(fault);
  }
  return table.json();
}

Json detection_table(const ReportInput& run, Language language) {
  const Record& record = *run.record;
  Table table(language, "detections_empty", most_rows);
  table.column("column_fault")
      .column("column_enterprise")
      .column("column_alarm_after")
      .column("column_warning_after");
  table.column("column_no_return_after")
      .column("column_accident_after")
      .column("column_lead")
      .column("column_outcome");
  for (const Detection& detection : run.judgement->detections) {
    std::string outcome = report_text("outcome_no_accident", language);
    if (detection.accident) outcome = report_text("accident", language);
    if (detection.averted) outcome = report_text("averted", language);
    const std::string missed = detection.missed ? report_text("missed_fault", language) : "";
    Json warning = time_after(detection.first_warning, detection.onset, language);
    if (detection.missed) warning = styled(missed, "bad");
    table.row(Json::array({fault_name(record, detection, language),
                           enterprise_at(record.names, detection.enterprise),
                           time_after(detection.first_alarm, detection.onset, language), std::move(warning),
                           time_after(detection.point_of_no_return, detection.onset, language),
                           time_after(detection.accident, detection.onset, language),
                           duration_words(detection.lead_to_accident(), "–", language),
                           styled(outcome, detection.accident ? "bad" : "good")}),
              detection.accident.has_value());
  }
  return table.json();
}

Json case_table(const ReportInput& run, Language language) {
  const Record& record = *run.record;
  const Names& names = record.names;
  Table table(language, "cases_empty", most_rows);
  table.number_column("column_case")
      .column("column_colour")
      .column("column_enterprise")
      .column("column_opened");
  table.column("column_acknowledged")
      .column("column_verified")
      .column("column_handled")
      .column("column_feedback");
  table.column("column_cleared").column("column_highest").column("column_overdue").column("column_measures");

  // the worst colours first, then as they were opened
  std::vector<const CaseScore*> order;
  for (const CaseScore& score : run.judgement->cases) order.push_back(&score);
  std::ranges::stable_sort(order, std::greater{}, [](const CaseScore* score) { return score->colour; });
  for (const CaseScore* score : order) {
    std::string measures;
    for (const std::uint32_t measure : score->measures) {
      measures += (measures.empty()                ? ""
                   : language == Language::english ? ", "
                                                   : "、") +
                  name_at(names.measures, measure, language);
    }
    std::string clocks;
    for (const CaseAtLevel& level : score->levels) {
      for (const std::uint32_t clock : level.overdue) {
        clocks += (clocks.empty() ? "" : ", ") + name_at(names.clocks, clock, language);
      }
    }
    const auto after = [&](const std::optional<Time>& time) {
      return time_after(time, score->opened, language);
    };
    table.row(
        Json::array(
            {std::to_string(score->id.index + 1), colour_cell(score->colour, language),
             enterprise_at(names, score->enterprise), clock_time(record, score->opened),
             after(score->acknowledged), after(score->verified), after(score->handled),
             after(score->feedback), after(score->cleared),
             name_at(names.levels, score->highest_level, language),
             score->overdue == 0 ? Json("0") : styled(std::to_string(score->overdue) + "  " + clocks, "bad"),
             measures.empty() ? std::string("–") : measures}),
        score->overdue > 0);
  }
  return table.json();
}

Json colour_level_table(const ReportInput& run, Language language) {
  const Names& names = run.record->names;
  Table table(language, "cases_empty", most_rows);
  table.column("column_colour")
      .column("column_level")
      .number_column("column_cases")
      .number_column("column_acknowledge_median");
  table.number_column("column_acknowledge_worst")
      .number_column("column_verify_median")
      .number_column("column_feedback_median");
  table.number_column("column_clear_median")
      .number_column("column_lead_median")
      .number_column("column_overdue")
      .number_column("column_escalated");
  for (const ColourLevelScore& score : run.judgement->colour_levels) {
    std::uint64_t overdue = 0;
    for (const std::uint64_t count : score.overdue) overdue += count;
    const auto median = [&](const StageTimes& times) {
      return times.count ? seconds_words(times.median_s, language) : "–";
    };
    const std::string worst =
        score.acknowledge.count ? seconds_words(score.acknowledge.worst_s, language) : "–";
    table.row(
        Json::array({colour_cell(score.colour, language), name_at(names.levels, score.level, language),
                     std::to_string(score.cases), median(score.acknowledge), worst, median(score.verify),
                     median(score.feedback), median(score.clear), median(score.lead), std::to_string(overdue),
                     std::to_string(score.escalated_here)}));
  }
  return table.json();
}

Json kpi_table(const std::vector<ReportInput>& runs, Language language) {
  Table table(language, "kpis_empty");
  table.column("column_measure");
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const std::string tag(1, static_cast<char>('A' + r % 26));
    table.titled_column(runs.size() == 1 ? report_text("column_value", language)
                                         : tag + " · " + runs[r].label);
  }
  // every figure that any run has, in the order of the first run that has it
  std::vector<const Kpi*> figures;
  for (const ReportInput& run : runs) {
    for (const Kpi& kpi : run.judgement->kpis) {
      if (std::ranges::find(figures, kpi.key, [](const Kpi* known) { return known->key; }) == figures.end())
        figures.push_back(&kpi);
    }
  }
  for (const Kpi* figure : figures) {
    const Kpi& kpi = *figure;
    Json cells = Json::array({kpi.name.in(language)});
    bool measured = false;
    for (const ReportInput& run : runs) {
      const auto same = std::ranges::find(run.judgement->kpis, kpi.key, &Kpi::key);
      const bool known = same != run.judgement->kpis.end() && same->value;
      measured = measured || known;
      if (!known) {
        cells.push_back("–");
      } else if (same->unit == "s") {
        cells.push_back(seconds_words(*same->value, language));
      } else {
        cells.push_back(number_words(*same->value) + (same->unit.empty() ? "" : " " + same->unit));
      }
    }
    if (measured) table.row(std::move(cells));
  }
  return table.json();
}

}  // namespace fengsui
