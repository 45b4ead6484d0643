#include "twin/cluster/launch.h"

#include <charconv>
#include <cstdlib>
#include <cstring>

namespace fengsui::cluster {

namespace {

std::optional<int> number(const char* variable) {
  const char* text = std::getenv(variable);
  if (!text) return {};
  int value = 0;
  const char* end = text + std::strlen(text);
  const auto parsed = std::from_chars(text, end, value);
  return parsed.ec == std::errc() && parsed.ptr == end ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<Launch> launched() {
  struct Starter {
    const char *rank, *size, *name;
  };
  // Open MPI; other mpirun, and srun with an MPI plug-in; srun by itself. SLURM_NTASKS would be set in a
  // batch script as well, where nothing was started many times.
  for (const Starter& starter :
       {Starter{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "mpirun"},
        Starter{"PMI_RANK", "PMI_SIZE", "mpirun"}, Starter{"SLURM_PROCID", "SLURM_STEP_NUM_TASKS", "srun"}})
    if (const auto rank = number(starter.rank), size = number(starter.size); rank && size)
      return Launch{*rank, *size, starter.name};
  return {};
}

}  // namespace fengsui::cluster
