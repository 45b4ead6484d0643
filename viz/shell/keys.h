// The keyboard: what each key does, unless somebody is typing.
#pragma once

#include "viz/windows/desk.h"

namespace fengsui::viz {

// Commands that the desk alone cannot carry out.
enum class KeyCommand { none, palette, maximise, next_window, previous_window };

// Does what the keys of this frame ask for; returns what is left to do.
KeyCommand key_command(Desk& desk);

}  // namespace fengsui::viz
