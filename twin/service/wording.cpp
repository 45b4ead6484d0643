#include "twin/service/wording.h"

namespace fengsui {

std::string beijing_time(WallTime start, Time time) {
  return format_wall_time({start.since_epoch, std::chrono::hours(8)}, time);
}

}  // namespace fengsui
