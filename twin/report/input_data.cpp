#include "twin/report/input_data.h"

#include <algorithm>
#include <cctype>

#include "scenarios/policy_reader.h"
#include "sim/base/error.h"
#include "twin/report/texts.h"

namespace fengsui {

namespace {

constexpr std::size_t longest_file = 200'000;  // characters shown of one file

const EmbeddedFile* file_of_role(const Record& record, std::string_view role) {
  const auto found = std::ranges::find(record.run.inputs, role, &EmbeddedFile::role);
  return found == record.run.inputs.end() ? nullptr : &*found;
}

// cut at the end of a line, so no character is broken
std::string shortened(const std::string& text, Language language) {
  if (text.size() <= longest_file) return text;
  const std::size_t cut = std::min(text.rfind('\n', longest_file), longest_file);
  return text.substr(0, cut) + "\n" + report_text("file_cut", language);
}

// a path as one word of a shell
std::string quoted(const std::string& path) {
  const bool plain = std::ranges::all_of(path, [](unsigned char c) {
    return std::isalnum(c) || c == '/' || c == '.' || c == '_' || c == '-' || c >= 0x80;
  });
  if (plain && !path.empty()) return path;
  std::string result = "'";
  for (const char c : path) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

}  // namespace

Json run_facts(const ReportInput& run, Language language) {
  const RunInfo& info = run.record->run;
  Json facts = Json::array();
  const auto fact = [&](const char* key, const std::string& value) {
    if (!value.empty()) facts.push_back(Json::array({report_text(key, language), value}));
  };
  fact("fact_scenario", info.scenario);
  fact("fact_start", format_wall_time(info.start, scenario_start));
  fact("fact_duration", duration_words(info.duration, language));
  fact("fact_outcome", outcome_name(info.outcome).name.in(language));
  fact("fact_seed", std::to_string(info.seed));
  fact("fact_engine", info.engine);
  fact("fact_network", info.network);
  fact("fact_sampling", info.sampling);
  fact("fact_version", info.software_version);
  fact("fact_digest", info.digest);
  const Record& record = *run.record;
  fact("fact_rows", filled(report_text("rows_of_columns", language),
                           {{"log", std::to_string(record.log.size())},
                            {"readings", std::to_string(record.readings.size())},
                            {"alarms", std::to_string(record.alarms.size())},
                            {"warnings", std::to_string(record.warnings.size())}}));
  return facts;
}

Json clock_table(const ReportInput& run, Language language) {
  Table table(language, "clocks_empty");
  table.column("column_level").column("column_colour");
  const EmbeddedFile* file = file_of_role(*run.record, "policy");
  if (!file) return table.json();
  Policy policy;
  try {
    policy = read_policy(file->text, file->path);
  } catch (const InputError&) {
    // a record may hold a policy of another version; the file itself is shown below in any case
    return table.json();
  }

  for (const workflow::Word& clock : workflow::clock_words()) {
    table.titled_column(std::string(language == Language::english ? clock.english : clock.chinese));
  }
  const auto rows = [&](const std::string& name, const workflow::LimitsByColour& by_colour) {
    for (const Colour colour : {Colour::red, Colour::orange, Colour::yellow, Colour::blue}) {
      const workflow::Limits& limits = by_colour[static_cast<std::size_t>(colour)];
      if (std::ranges::all_of(limits, [](Duration limit) { return limit == forever; })) continue;
      Json cells = Json::array({name, colour_cell(colour, language)});
      for (const Duration limit : limits)
        cells.push_back(limit == forever ? "–" : duration_words(limit, language));
      table.row(std::move(cells));
    }
  };
  const auto& classes = run.record->names.unit_classes;
  for (const workflow::LevelPolicy& level : policy.levels) {
    const std::string name = language == Language::english ? level.name.english : level.name.chinese;
    rows(name, level.limits);
    for (const workflow::ClassLimits& own : level.class_limits)
      if (own.unit_class < classes.size())
        rows(name + " · " + classes[own.unit_class].name.in(language), own.limits);
  }
  return table.json();
}

Json input_files(const std::vector<ReportInput>& runs, Language language) {
  Json files = Json::array();
  std::vector<std::pair<const EmbeddedFile*, std::string>> different;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const std::string tag(1, static_cast<char>('A' + r % 26));
    for (const EmbeddedFile& file : runs[r].record->run.inputs) {
      const auto same =
          std::ranges::find_if(different, [&](const auto& other) { return *other.first == file; });
      if (same == different.end()) {
        different.emplace_back(&file, tag);
      } else {
        same->second += " " + tag;
      }
    }
  }
  for (const auto& [file, used_by] : different) {
    const std::string runs_words = runs.size() > 1 ? "  [" + used_by + "]" : "";
    files.push_back(
        {{"title", file->role + ": " + file->path + runs_words}, {"text", shortened(file->text, language)}});
  }
  return files;
}

std::string reproduce_lines(const std::vector<ReportInput>& runs) {
  std::string lines;
  for (const ReportInput& run : runs) {
    // drawn anew on its way, so that no seed gives it
    if (const EmbeddedFile* luck = file_of_role(*run.record, "luck")) {
      lines += (lines.empty() ? "" : "\n") + std::string("fengsui run --replay ") + quoted(luck->path);
      continue;
    }
    const EmbeddedFile* scenario = file_of_role(*run.record, "scenario");
    const std::string path = scenario ? scenario->path : run.record->run.scenario;
    lines += (lines.empty() ? "" : "\n") + std::string("fengsui run ") + quoted(path) + " --seed " +
             std::to_string(run.record->run.seed);
  }
  return lines;
}

}  // namespace fengsui
