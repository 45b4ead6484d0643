#include "twin/cli/commands.h"
#include "twin/cli/sibling.h"

namespace fengsui {

void add_console_command(CLI::App& program, ExitCode&) {
  CLI::App* command = program.add_subcommand(
      "console", "Replay a run window by window, or two side by side (needs a display)");
  // its options, --help among them, are the console's own
  command->set_help_flag();
  command->prefix_command();
  command->callback([command] {
    become_sibling("fengsui-console", command->remaining(),
                   "the console to be built: install libimgui-dev, libglfw3-dev, libgl-dev, libpng-dev and "
                   "fonts-noto-cjk, then build again");
  });
}

}  // namespace fengsui
