// Stands before an engine that is not ours and believes nothing it says.
//
// Inputs and outputs are those of the engine behind it. An answer that contradicts the directory, the time or
// what the engine said before is an InputError that names the place in the answer: an alarm that speaks
// before it was raised, a number given twice, a point of another enterprise, a time that has not come yet, a
// wish to be woken in the past, values that are no numbers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/port/engine.h"

namespace fengsui {

class CheckedEngine final : public Engine {
 public:
  CheckedEngine(std::unique_ptr<Engine> engine, std::string name);

  std::vector<Attention> begin(const Directory& directory, Time start) override;
  void exchange(const EngineInput& input, EngineOutput& output) override;
  std::unique_ptr<Engine> clone() const override;

 private:
  void check_time(Time time, Time now, const std::string& place) const;
  void check(const Alarm& alarm, Time now, const std::string& place);
  void check(const Warning& warning, Time now, const std::string& place);
  [[noreturn]] void refuse(const std::string& place, const std::string& found,
                           const std::string& expected) const;

  std::unique_ptr<Engine> engine_;
  std::string name_;
  Directory directory_;
  std::vector<bool> alarms_, open_warnings_, warnings_;  // by number: given, open, given
  std::uint64_t answers_ = 0;
};

}  // namespace fengsui
