#include "twin/cluster/ranks.h"

namespace fengsui::cluster {

std::unique_ptr<Ranks> join_ranks() { return nullptr; }

}  // namespace fengsui::cluster
