// The first hit among independent trials whose chances differ, without looking at each trial.
//
// Trials are taken in stretches. Within a stretch candidates are found by geometric jumps under an upper
// bound of the chance, and each is accepted with (its own chance)/(bound): thinning. A stretch is as long as
// it can be with at most about one wasted candidate: so far from any hit it costs one jump, close to one a
// few.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/base/inversion.h"
#include "sim/base/random.h"

namespace fengsui {

// Bounds on the chance of each trial of a stretch.
struct Odds {
  double low = 0.0, high = 1.0;
};

// Numbers of one stream, taken in turn; the count lives in the state.
struct Draws {
  Stream stream;
  std::uint64_t& count;

  double next() const { return stream.uniform(count++); }
};

// The first hit in [begin, end), or `end`. Chance has `Odds within(begin, end)` and `double at(index)`.
template <class Chance>
std::int64_t first_hit(const Chance& chance, std::int64_t begin, std::int64_t end, const Draws& draws) {
  const auto cheap = [](Odds odds, std::int64_t length) {
    return length == 1 || odds.high * static_cast<double>(length) <= 1.0 || odds.high <= 2.0 * odds.low;
  };

  std::int64_t length = end - begin;
  while (begin < end) {
    // all that is left if that is cheap, else a stretch that doubles while it can and halves when it must
    Odds odds = chance.within(begin, end);
    if (cheap(odds, end - begin)) {
      length = end - begin;
    } else {
      length = length == end - begin ? 1 : std::min(length, end - begin);
      odds = chance.within(begin, begin + length);
      for (; !cheap(odds, length); odds = chance.within(begin, begin + length)) length /= 2;
    }

    const std::int64_t stop = begin + length;
    while (begin < stop) {
      const double jump =
          odds.high > 0.0 ? geometric_quantile(draws.next(), odds.high) : static_cast<double>(length);
      if (!(jump < static_cast<double>(stop - begin))) break;
      begin += static_cast<std::int64_t>(jump);
      if (odds.low >= odds.high || draws.next() * odds.high < chance.at(begin)) return begin;
      ++begin;
    }
    begin = stop;
    length = std::min(2 * length, end - begin);
  }
  return end;
}

}  // namespace fengsui
