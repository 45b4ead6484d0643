#include "twin/session/live_engine.h"

namespace fengsui::live {

std::unique_ptr<Engine> engine_of(const Setup& setup, Prepared& prepared) {
  if (setup.engine) {
    prepared.engine.kind = *setup.engine;
    prepared.engine.by_command_line = true;
    prepared.engine.plugin_host =
        std::filesystem::read_symlink("/proc/self/exe").parent_path() / "fengsui-plugin-host";
    prepared.engine.patience = setup.patience;
    prepared.record.run.engine = shown_name(*setup.engine);
  }
  return reach_engine(prepared.engine);
}

}  // namespace fengsui::live
