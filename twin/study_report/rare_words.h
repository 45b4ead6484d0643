// Numbers of rare accidents as the page says them.
#pragma once

#include <cstdint>
#include <string>

#include "sim/base/time.h"

namespace fengsui {

// "0.0155", "2.6e-6": at most `digits` significant ones.
std::string probability_words(double probability, int digits = 3);

// "384 000", with narrow spaces.
std::string grouped(std::uint64_t number);

// How many there are for each one of this probability, above 0; two digits that count: "65", "380 000".
std::string one_in(double probability);

// "00:02:03.2"
std::string clock_words(Time time);

}  // namespace fengsui
