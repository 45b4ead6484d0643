// Why a firm has its colour, in words: "中文 / English".
#pragma once

#include <string>

#include "twin/engine/risk.h"

namespace fengsui::engine {

// `rule`: the trigger or upgrade that decided; null when the score alone did.
std::string reason_of(const Compiled& compiled, const EnterpriseRisk& risk, const Parts& parts,
                      const RuleName* rule);

}  // namespace fengsui::engine
