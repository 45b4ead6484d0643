// Reads the object `tune` of a study file (docs/studies.md). Strict: a key that the method does not know, a
// response that the study does not have, a limit without a tolerance are InputErrors with file and JSON
// pointer.
#pragma once

#include "sim/base/strict_json.h"
#include "twin/study/study.h"

namespace fengsui {

Tuning tuning_of(const JsonValue& value, const std::vector<StudyResponse>& responses);

}  // namespace fengsui
