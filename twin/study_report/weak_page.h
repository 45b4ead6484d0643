// The page of the weak points of a red warning's way: what silences or delays it, from which moment on, the
// worst first; pairs of faults; the graph of the way beside the simulation. HTML that needs no network;
// EXERCISE / TEST. Throws nothing.
#pragma once

#include <string>

#include "twin/weak/weak_result.h"

namespace fengsui {

std::string render_weak_page(const weak::WeakResult& result, Language language);

}  // namespace fengsui
