// The options that most commands share, and where the shipped data stands.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "twin/record/label.h"
#include "twin/session/session.h"

namespace fengsui {

// Exit codes of the program; the same for every command.
enum class ExitCode : int { pass = 0, failed = 1, bad_input = 2, inconclusive = 3, internal_error = 70 };

struct CommonOptions {
  std::filesystem::path out = "out";
  bool force = false;
  std::optional<std::uint64_t> seed;
  std::string language = "en";
  std::string network = "simgrid";
  std::optional<std::string> engine;
  double patience_s = 30.0;

  Language in() const { return language == "zh" ? Language::chinese : Language::english; }
  Carrier carrier() const { return network == "direct" ? Carrier::direct : Carrier::simgrid; }
};

// Each adds its options to a command.
void add_language(CLI::App& command, CommonOptions& options);
void add_output(CLI::App& command, CommonOptions& options);
void add_run(CLI::App& command, CommonOptions& options);

// What somebody could type, shown below a command's options.
struct Example {
  std::string words, what_for;
};
void teach(CLI::App& command, const std::vector<Example>& examples);

// The folder with sim's data and the scenario library: $FENGSUI_HOME, or the source tree the program was
// built from.
std::filesystem::path home_folder();

}  // namespace fengsui
