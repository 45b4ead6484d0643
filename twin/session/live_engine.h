// The engine of a live session: the scenario's, or the one that was asked for.
#pragma once

#include <memory>

#include "twin/session/live_session.h"
#include "twin/session/prepare.h"

namespace fengsui::live {

std::unique_ptr<Engine> engine_of(const Setup& setup, Prepared& prepared);

}  // namespace fengsui::live
