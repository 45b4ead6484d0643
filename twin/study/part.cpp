#include "twin/study/part.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "sim/base/error.h"
#include "twin/record/seal.h"
#include "twin/study/run_line.h"
#include "twin/study/sensitivity_design.h"

namespace fengsui {

namespace {

using nlohmann::json;

constexpr const char* format = "fengsui study part";
constexpr std::size_t most_named = 5;

// The last line, after `text`.
std::string seal_of(std::string_view text, std::size_t runs) {
  return json{{"runs", runs}, {"sha256", sha256_of(std::as_bytes(std::span(text)))}}.dump() + "\n";
}

std::string place(std::uint32_t point, std::uint32_t replication) {
  return "point " + std::to_string(point) + " replication " + std::to_string(replication);
}

std::string counted(std::size_t count, const char* what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

// What is to be done again, in the words of who did it: whole shares where all parts were cut alike.
std::string missing_in_words(const std::vector<StudyPart>& parts, const std::vector<DueRun>& missing) {
  std::string words;
  std::set<std::uint32_t> absent;
  const std::uint32_t of = parts.front().share.of;
  if (std::ranges::all_of(parts, [&](const StudyPart& part) { return part.share.of == of; })) {
    for (std::uint32_t number = 1; number <= of; ++number) absent.insert(number);
    for (const StudyPart& part : parts) absent.erase(part.share.number);
    for (const std::uint32_t number : absent)
      words += (words.empty() ? "part " : ", ") + std::to_string(number) + "/" + std::to_string(of);
    if (!words.empty()) words += ": ";
  }
  for (std::size_t i = 0; i < std::min(missing.size(), most_named); ++i)
    words += (i == 0 ? "" : ", ") + place(missing[i].point, missing[i].replication);
  return words + (missing.size() > most_named ? ", …" : "");
}

}  // namespace

StudyShare share_of(const std::string& text) {
  StudyShare share;
  const char* const end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, share.number);
  const bool slash = number.ec == std::errc() && number.ptr != end && *number.ptr == '/';
  const auto of = slash ? std::from_chars(number.ptr + 1, end, share.of) : number;
  if (!slash || of.ec != std::errc() || of.ptr != end || share.number < 1 || share.number > share.of)
    throw InputError("", "--part", "\"" + text + "\"", "K/N, such as 2/4 for the second of four parts");
  return share;
}

std::vector<DueRun> all_runs(const Study& study, std::size_t points, const std::string& file) {
  if (study.stopping.at_least != study.stopping.at_most)
    throw InputError(
        file, "/replications", "a number of replications that depends on results",
        "a fixed number, for parts do not know the results of each other; or all in one with mpirun");
  return study.sensitivity ? sensitivity_runs(study, sensitivity_design(study))
                           : next_round(study, points, {});
}

std::vector<DueRun> runs_of(const StudyShare& share, const std::vector<DueRun>& all) {
  std::vector<DueRun> runs;
  for (std::size_t i = share.number - 1; i < all.size(); i += share.of) runs.push_back(all[i]);
  return runs;
}

std::string part_as_text(const StudyPart& part) {
  std::string text = json{{"format", format},    {"version", study_part_version}, {"part", part.share.number},
                          {"of", part.share.of}, {"study", part.digest},          {"task", part.task}}
                         .dump() +
                     "\n";
  for (const StudyRun& run : part.runs) text += line_of(run) + "\n";
  return text + seal_of(text, part.runs.size());
}

StudyPart read_part(std::string_view text, const std::string& file) {
  const auto first_end = text.find('\n');
  const json head = json::parse(text.substr(0, first_end), nullptr, false);
  if (!head.is_object() || head.value("format", json()) != format)
    throw InputError(file, "", "no part of a study", "what fengsui study --part K/N writes");
  if (head.value("version", json()) != study_part_version)
    throw InputError(file, "", "a part in format " + head.value("version", json()).dump(),
                     "format " + std::to_string(study_part_version));
  // the last line vouches for all before it
  const InputError damaged(file, "", "a damaged part", "an untouched file; do this part again");
  if (!text.ends_with('\n')) throw damaged;
  const std::size_t last = text.rfind('\n', text.size() - 2) + 1;
  if (last <= first_end) throw damaged;
  const auto lines = static_cast<std::size_t>(std::ranges::count(text.substr(0, last), '\n'));
  if (text.substr(last) != seal_of(text.substr(0, last), lines - 1)) throw damaged;

  StudyPart part;
  part.file = file;
  part.share = {head.at("part"), head.at("of")};
  part.digest = head.at("study");
  part.task = head.at("task");
  for (std::size_t at = first_end + 1; at < last;) {
    const std::size_t end = text.find('\n', at);
    part.runs.push_back(run_of_line(std::string(text.substr(at, end - at))));
    at = end + 1;
  }
  return part;
}

std::vector<StudyRun> merged(const std::vector<StudyPart>& parts, const Study& study,
                             const std::vector<DueRun>& all) {
  struct Known {
    const StudyRun* run;
    const StudyPart* part;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, Known> known;
  for (const StudyPart& part : parts) {
    if (part.digest != study.digest)
      throw InputError(part.file, "", "a part of another study than " + parts.front().file,
                       "parts of one study, with the same scenario, data and program");
    for (const StudyRun& run : part.runs) {
      const auto [entry, is_new] = known.try_emplace({run.point, run.replication}, Known{&run, &part});
      // as text: what could not be measured is equal to itself there
      if (!is_new && line_of(*entry->second.run) != line_of(run))
        throw InputError(part.file, "",
                         place(run.point, run.replication) + " other than in " + entry->second.part->file,
                         "the same result wherever it is done; find out which machine is wrong");
    }
  }
  std::vector<StudyRun> runs;
  std::vector<DueRun> missing;
  for (const DueRun& due : all) {
    const auto entry = known.find({due.point, due.replication});
    if (entry == known.end()) {
      missing.push_back(due);
      continue;
    }
    runs.push_back(*entry->second.run);
    if (runs.back().seed != due.seed || runs.back().values.size() != study.responses.size())
      throw InputError(entry->second.part->file, "", place(due.point, due.replication) + " of another study",
                       "runs of this study");
  }
  if (!missing.empty())
    throw InputError("", "",
                     counted(all.size() - missing.size(), "run") + " of " + std::to_string(all.size()),
                     "all; what is missing is " + missing_in_words(parts, missing));
  if (known.size() > all.size())
    throw InputError(parts.front().file, "", counted(known.size() - all.size(), "run") + " too many",
                     "runs of this study");
  return runs;
}

}  // namespace fengsui
