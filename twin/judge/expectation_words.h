// An expectation as a sentence: "red or worse warning of Qingwan Aluminium, within 40 s after leak".
#pragma once

#include "scenarios/expectation.h"
#include "twin/record/record.h"

namespace fengsui {

Label expectation_in_words(const Record& record, const Expectation& expectation);

// "40 s", "2.5 s"; from two minutes on "00:02:30".
std::string short_duration(Duration duration);

}  // namespace fengsui
