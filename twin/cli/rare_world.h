// A scenario as something that splitting can split (twin/study/splitting.h): its states are worlds with their
// engine.
//
// Direct network, an engine that can be copied. A level is reached as soon as the signals show it before the
// next event; the last one when the accident happens. Not shared between threads.
#pragma once

#include <memory>
#include <optional>

#include "scenarios/files.h"
#include "twin/session/session.h"
#include "twin/study/rare_study.h"

namespace fengsui {

class RareWorld {
 public:
  // The session's record is that of the latest attempt, so what happened is kept here.
  struct State {
    std::shared_ptr<const Session::Moment> moment;
    std::optional<Time> happened;  // the accident
    std::vector<Time> reached;     // the latest event before each level was reached; last: the accident
  };

  // `inputs`: the files of the scenario. Throws InputError, also when the engine cannot be copied.
  RareWorld(const RareStudy& study, const std::vector<InputFile>& inputs);

  State begin(std::uint64_t luck);
  bool advance(State& state, std::size_t level, std::uint64_t luck);

  // Goes on from where the latest attempt is to the end of the scenario; the record of all of its way. The
  // world is used up.
  Record whole_record() &&;

  const std::string& complaint() const { return session_.complaint(); }
  std::uint64_t events() const { return events_; }  // simulated so far, in all attempts

 private:
  void step();
  std::optional<Time> happened_since(std::size_t row) const;
  bool near_enough(std::size_t level) const;

  RareStudy study_;
  Session session_;
  std::shared_ptr<const Session::Moment> start_;  // before anything has happened
  std::uint32_t accident_ = 0;                    // as the log counts them
  std::uint64_t events_ = 0;
};

}  // namespace fengsui
