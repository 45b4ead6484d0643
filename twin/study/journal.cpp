#include "twin/study/journal.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "sim/base/error.h"
#include "twin/study/run_line.h"

namespace fengsui {

using nlohmann::json;

StudyJournal::StudyJournal(std::filesystem::path path, const Study& study, std::size_t points, bool resume)
    : path_(std::move(path)) {
  std::error_code ignored;
  const bool exists = std::filesystem::exists(path_, ignored);
  if (exists && !resume)
    throw InputError(path_.string(), "", "an unfinished study",
                     "--resume to go on with it, or --force to begin anew");
  std::uintmax_t whole = 0;  // bytes up to the last complete line
  if (exists) {
    std::ifstream stream(path_, std::ios::binary);
    if (!stream) throw InputError(path_.string(), "", std::strerror(errno), "a readable file");
    std::string line;
    for (std::size_t number = 1; std::getline(stream, line) && !stream.eof(); ++number) {
      try {
        const json entry = json::parse(line);
        if (number == 1) {
          if (entry.at("study").get<std::string>() != study.digest)
            throw InputError(
                path_.string(), "", "the beginning of another study",
                "the same study file, scenario, data and program as then, or --force to begin anew");
        } else {
          kept_.push_back(run_of_line(line));
          if (kept_.back().values.size() != study.responses.size() || kept_.back().point >= points)
            throw std::invalid_argument("shape");
        }
      } catch (const InputError&) {
        throw;
      } catch (const std::exception&) {
        throw InputError(path_.string(), "line " + std::to_string(number), "a damaged line",
                         "an untouched journal, or --force to begin anew");
      }
      whole = static_cast<std::uintmax_t>(stream.tellg());
    }
    // a line that was being written when the program ended is done again
    std::filesystem::resize_file(path_, whole, ignored);
  }
  file_.reset(std::fopen(path_.c_str(), "ab"));
  const std::string head = json{{"study", study.digest}}.dump() + "\n";
  if (!file_ || (whole == 0 && (std::fputs(head.c_str(), file_.get()) < 0 || std::fflush(file_.get()) != 0)))
    throw InputError(path_.string(), "", std::strerror(errno), "a place that can be written (--out DIR)");
}

void StudyJournal::add(const std::vector<StudyRun>& runs) {
  std::string text;
  for (const StudyRun& run : runs) text += line_of(run) + "\n";
  if (std::fputs(text.c_str(), file_.get()) < 0 || std::fflush(file_.get()) != 0 ||
      fdatasync(fileno(file_.get())) != 0)
    throw InputError(path_.string(), "", std::strerror(errno),
                     "a disk with room; --resume then goes on with what is kept");
}

void StudyJournal::remove() {
  file_.reset();
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

}  // namespace fengsui
