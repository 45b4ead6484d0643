// Lines in, answers out: what connects the engine to standard input and output, or to any other pair of
// streams.
#pragma once

#include <functional>
#include <iosfwd>

#include "twin/engine/rules.h"
#include "twin/service/engine_service.h"

namespace fengsui {

// Serves until the input ends. Throws InputError for what the protocol does not allow: a line that cannot be
// read, an advance before the hello, time that goes backwards. `answered` is called after each answer.
void serve(EngineService& service, std::istream& input, std::ostream& output,
           const std::function<void()>& answered = {});

// The same without a memory.
void serve(const engine::Rules& rules, std::istream& input, std::ostream& output);

}  // namespace fengsui
