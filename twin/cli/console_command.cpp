#include "twin/cli/commands.h"
#include "twin/cli/sibling.h"

namespace fengsui {

namespace {

// The console is a program of its own; the options, --help among them, are its own, too.
void add_sibling(CLI::App& program, const std::string& name, const std::string& about,
                 const std::vector<std::string>& first_words) {
  CLI::App* command = program.add_subcommand(name, about);
  command->set_help_flag();
  command->prefix_command();
  command->callback([command, first_words] {
    std::vector<std::string> words = first_words;
    const std::vector<std::string> typed = command->remaining();
    words.insert(words.end(), typed.begin(), typed.end());
    become_sibling("fengsui-console", words,
                   "the console to be built: install libimgui-dev, libglfw3-dev, libgl-dev, libpng-dev and "
                   "fonts-noto-cjk, then build again");
  });
}

}  // namespace

void add_console_command(CLI::App& program, ExitCode&) {
  add_sibling(program, "console",
              "Replay a run window by window, or two side by side, or watch a live one (needs a display)",
              {});
  add_sibling(program, "drill",
              "Run a scenario live, with an instructor and seats that people take (needs a display)",
              {"--drill"});
}

}  // namespace fengsui
