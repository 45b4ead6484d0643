// How this process was started: alone, or as one of many by mpirun or srun.
#pragma once

#include <optional>
#include <string>

namespace fengsui::cluster {

struct Launch {
  int rank = 0, size = 1;
  std::string by;  // "mpirun" or "srun"
};

// From the environment that starters set; nothing: started alone.
std::optional<Launch> launched();

}  // namespace fengsui::cluster
