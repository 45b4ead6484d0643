// The reference engine as a server of one run: messages of docs/engine-protocol.md in, answers out.
#pragma once

#include <iosfwd>

#include "twin/engine/rules.h"

namespace fengsui {

// Serves until the input ends. Throws InputError for what the protocol does not allow: a line that cannot be
// read, an advance before the hello, time that goes backwards.
void serve(const engine::Rules& rules, std::istream& input, std::ostream& output);

}  // namespace fengsui
