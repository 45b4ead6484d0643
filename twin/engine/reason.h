// Why a firm has its colour, in words: "中文 / English".
#pragma once

#include <string>

#include "twin/engine/risk.h"

namespace fengsui::engine {

// `trigger` is null when the score alone decides.
std::string reason_of(const Compiled& compiled, const EnterpriseRisk& risk, const Parts& parts,
                      const Trigger* trigger);

}  // namespace fengsui::engine
