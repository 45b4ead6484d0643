// What went in: the facts of a run, its embedded files, the time limits of its policy, and how to repeat it.
#pragma once

#include "twin/report/report.h"
#include "twin/report/words.h"

namespace fengsui {

// Seed, digest, start, length, engine, network, sampling, version, outcome: pairs of name and value.
Json run_facts(const ReportInput& run, Language language);

// Level, colour and limits, of the policy file of the first run; an empty table when there is none that can
// be read.
Json clock_table(const ReportInput& run, Language language);

// Each different embedded file once, with the runs that used it.
Json input_files(const std::vector<ReportInput>& runs, Language language);

// The commands that repeat the runs, one line each.
std::string reproduce_lines(const std::vector<ReportInput>& runs);

}  // namespace fengsui
