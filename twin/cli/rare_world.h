// A scenario as something that splitting can split (twin/study/splitting.h): its states are worlds with their
// engine.
//
// Direct network, an engine that can be copied. A level is reached as soon as the signals show it before the
// next event; the last one when the accident happens. Not shared between threads.
#pragma once

#include <memory>

#include "scenarios/files.h"
#include "twin/session/session.h"
#include "twin/study/rare_study.h"

namespace fengsui {

class RareWorld {
 public:
  // The session's record is that of the latest attempt, so what happened is kept here.
  struct State {
    std::shared_ptr<const Session::Moment> moment;
    bool happened = false;
  };

  // `inputs`: the files of the scenario. Throws InputError, also when the engine cannot be copied.
  RareWorld(const RareStudy& study, const std::vector<InputFile>& inputs);

  State begin(std::uint64_t luck);
  bool advance(State& state, std::size_t level, std::uint64_t luck);

  const std::string& complaint() const { return session_.complaint(); }

 private:
  bool happened_since(std::size_t row) const;
  bool near_enough(std::size_t level) const;

  RareStudy study_;
  Session session_;
  std::shared_ptr<const Session::Moment> start_;  // before anything has happened
  std::uint32_t accident_ = 0;                    // as the log counts them
};

}  // namespace fengsui
