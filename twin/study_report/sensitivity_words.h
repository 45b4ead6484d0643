// What a sensitivity analysis found, in sentences for people: on the terminal and on the page.
#pragma once

#include <string>

#include "twin/study/sensitivity_findings.h"

namespace fengsui {

// "matters", "does not matter", "open".
std::string standing_words(Standing standing, Language language);

// "88 % (80 to 96)", of shares.
std::string share_words(const Bounded& share, Language language);
// "3.1 h (2.7 to 3.5)", of amounts in this unit.
std::string amount_words(const Bounded& amount, const std::string& unit, Language language);

// Of one factor: "matters; raises it by 3.1 h (2.7 to 3.5) over its range".
std::string factor_words(const StudyResponse& response, const ResponseFindings& found, std::size_t factor,
                         Language language);

// Of one response: how many factors matter; mean and luck where they are known; what did not count.
std::string response_words(const Study& study, const StudyResponse& response, const ResponseFindings& found,
                           Language language);

// Why nothing is known of any factor, and what could be done.
std::string undecided_words(const ResponseFindings& found, Language language);

// Whose intervals these are.
std::string interval_note(const Study& study, Language language);

}  // namespace fengsui
