#include "twin/study/consequence.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>
#include <unordered_map>

#include "twin/record/describe.h"

namespace fengsui {

namespace {

// What an entry says, without when and how much. Words, because numbers may mean something else in the other
// record; each distinct entry is put into words once.
class Sayings {
 public:
  explicit Sayings(const Record& record) : record_(&record) {}

  const std::string& of(const LogEntry& entry) {
    const LogKindInfo& kind = describe(entry.kind);
    const bool numbered = kind.subject == Refers::alarm || kind.subject == Refers::warning;
    const Key key{entry.kind, numbered ? 0 : entry.subject, entry.detail, entry.other};
    const auto place = known_.find(key);
    if (place != known_.end()) return place->second;
    LogEntry bare = entry;
    bare.value = 0.0;
    return known_
        .emplace(key, std::string(kind.key) + " " + describe_entry(*record_, bare, Language::english))
        .first->second;
  }

 private:
  struct Key {
    LogKind kind;
    std::uint32_t subject, detail, other;
    auto operator<=>(const Key&) const = default;
  };

  const Record* record_;
  std::map<Key, std::string> known_;
};

// Entries that say the same, in order of time: positions in the log.
using Told = std::unordered_map<std::string, std::vector<std::size_t>>;

Told told_by(const Record& record, std::size_t from) {
  Sayings sayings(record);
  Told told;
  for (std::size_t i = from; i < record.log.size(); ++i) told[sayings.of(record.log[i])].push_back(i);
  return told;
}

bool same_moment(const LogEntry& a, const LogEntry& b) {
  return a.time == b.time && std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value);
}

// Takes out what both have at the same time with the same value. Both lists are in order of time.
void take_out_equal(const Log& log_a, std::vector<std::size_t>& a, const Log& log_b,
                    std::vector<std::size_t>& b) {
  std::vector<bool> matched(b.size());
  std::size_t first = 0;
  std::erase_if(a, [&](std::size_t i) {
    while (first < b.size() && log_b[b[first]].time < log_a[i].time) ++first;
    for (std::size_t j = first; j < b.size() && log_b[b[j]].time == log_a[i].time; ++j)
      if (!matched[j] && same_moment(log_a[i], log_b[b[j]])) return matched[j] = true, true;
    return false;
  });
  std::size_t position = 0;
  std::erase_if(b, [&](std::size_t) { return matched[position++]; });
}

}  // namespace

std::vector<Consequence> consequences(const Record& a, const Record& b) {
  // up to the first difference there is nothing to find
  const auto [in_a, in_b] =
      std::ranges::mismatch(a.log, b.log, [](const LogEntry& one, const LogEntry& other) {
        return same_moment(one, other) && one.kind == other.kind && one.subject == other.subject &&
               one.detail == other.detail && one.other == other.other;
      });
  const auto from = static_cast<std::size_t>(in_a - a.log.begin());
  Told told_a = told_by(a, from), told_b = told_by(b, from);

  std::vector<Consequence> found;
  const auto note = [&](std::optional<std::size_t> i, std::optional<std::size_t> j) {
    found.push_back({i, j, std::min(i ? a.log[*i].time : never, j ? b.log[*j].time : never)});
  };
  for (auto& [words, list_a] : told_a) {
    std::vector<std::size_t>& list_b = told_b[words];
    take_out_equal(a.log, list_a, b.log, list_b);
    const std::size_t both = std::min(list_a.size(), list_b.size());
    for (std::size_t n = 0; n < both; ++n) note(list_a[n], list_b[n]);
    for (std::size_t n = both; n < list_a.size(); ++n) note(list_a[n], {});
    for (std::size_t n = both; n < list_b.size(); ++n) note({}, list_b[n]);
    list_b.clear();
  }
  for (const auto& [words, list_b] : told_b)
    for (const std::size_t j : list_b) note({}, j);

  // a fixed order, whatever the order of the table was
  std::ranges::sort(found, {}, [](const Consequence& c) { return std::tuple(c.time, c.a, c.b); });
  return found;
}

}  // namespace fengsui
