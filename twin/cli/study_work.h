// One run of a study as a piece of work for a crew: task, request and answer as texts (JSON).
#pragma once

#include <chrono>
#include <span>
#include <string>

#include "twin/cluster/crew.h"
#include "twin/study/study_reader.h"

namespace fengsui {

// The score sheet that runs of these files will have.
std::vector<Kpi> score_sheet(const std::vector<InputFile>& inputs);

// The whole study in one text: whoever has it needs no other file.
std::string study_task(const Study& study, const std::string& file, std::chrono::milliseconds patience);
// The study of such a text. Throws InputError naming `where` when another version of the program wrote it.
Study study_of_task(const std::string& task, const std::string& where);

// From a request to an answer. Throws InputError.
cluster::Work study_work(const std::string& task);

std::string study_request(std::span<const double> point, std::uint64_t seed);
// The run, without its place in the study; nothing when it was stopped.
std::optional<StudyRun> run_of_answer(const cluster::Isolated& answer, std::size_t responses);

}  // namespace fengsui
