// The font of the console: Noto Sans CJK from its package, with every sign that the run can show.
#pragma once

#include <filesystem>
#include <optional>

#include "twin/record/record.h"

namespace fengsui::viz {

// A font with Chinese among those installed; nothing when there is none.
std::optional<std::filesystem::path> find_font();

// Fills ImGui's font atlas. `record` may be null. Without a font file ImGui's own is used, which has no
// Chinese. `size` [pixels].
void load_fonts(const std::optional<std::filesystem::path>& font, const Record* record, float size);

}  // namespace fengsui::viz
