#include "twin/cli/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "sim/base/error.h"

namespace fengsui {

void make_folder(const std::filesystem::path& folder) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem)
    throw InputError(folder.string(), "", problem.message(), "a folder that can be written (--out DIR)");
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path temporary = path.string() + ".partial";
  const auto fail = [&] {
    const std::string what = std::strerror(errno);
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    throw InputError(path.string(), "", what, "a place that can be written (--out DIR)");
  };
  std::FILE* file = std::fopen(temporary.c_str(), "wb");
  if (!file) fail();
  const bool written =
      std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
  if (std::fclose(file) != 0 || !written) fail();
  if (std::rename(temporary.c_str(), path.c_str()) != 0) fail();
}

void print_verdict(const RunResult& result, Language language) {
  const Judgement& judgement = result.judgement;
  std::fputs(render_results(judgement.expectations, language, true).c_str(), stdout);
  for (const Label& reason : judgement.reasons) std::printf("  ! %s\n", reason.in(language).c_str());
  std::printf("%s: %s\n", result.record.run.title.in(language).c_str(),
              verdict_name(judgement.verdict).name.in(language).c_str());
}

}  // namespace fengsui
