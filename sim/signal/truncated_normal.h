// Standard normal numbers known to lie outside or inside an interval, by inversion (Devroye 1986, II.2).
// `low` < `high` may be infinite; tails are taken from the side where they are small, so they stay exact
// far from the middle. `uniform` in (0, 1); monotone in it.
#pragma once

namespace fengsui {

// Given that the number is below `low` or at or above `high`. The chance of that must not be 0.
double normal_outside(double uniform, double low, double high);

// Given that the number is in [low, high).
double normal_inside(double uniform, double low, double high);

}  // namespace fengsui
