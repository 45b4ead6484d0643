// Random numbers without state: the n-th number of a stream is a pure function of
// (seed, what is drawn, for whom, n). Philox4x32-10 from Random123.
//
// Nothing else may enter the key: not the thread, not the order of calls, not the policy or the engine
// under test. Two policies simulated with the same seed therefore face the same luck.
#pragma once

#include <Random123/philox.h>

#include <cstdint>

namespace fengsui {

// What is being drawn. The numbers are part of the record format: append, never renumber.
enum class Draw : std::uint32_t {
  phase_duration = 1,
  fault_onset = 2,
  fault_size = 3,
  fault_duration = 4,
  interlock_demand = 5,
  accident_threshold = 6,
  exposure = 7,
  operator_notice = 8,
  sensor_noise = 16,
  sensor_excursion = 17,
  sensor_lifetime = 18,
  sensor_repair = 19,
  message_fault = 32,
  message_delay = 33,
  link_lifetime = 34,
  link_repair = 35,
  gateway_clock = 36,
  channel = 48,
  reaction = 49,
  service = 50,
  lapse = 51,
  verdict = 52,
  arrival = 53,
  camera = 60,  // of a plant's cameras, which the world does not know
  // of studies; no world draws these
  design_slice_order = 64,
  design_place_in_slice = 65,
  replication_seed = 66,
  search = 67,
  splitting = 70,    // the luck of attempts at a rare event; no world draws it
  sensitivity = 80,  // points of trajectories and base samples; no world draws them
  test = 1000,
};

struct Stream {
  static constexpr std::uint32_t nobody = 0xFFFFFFFF;

  std::uint64_t seed = 0;
  Draw what = Draw::test;
  std::uint32_t whom = 0;

  // The `draw`-th uniform number in the open interval (0, 1), 52 bits.
  double uniform(std::uint64_t draw) const {
    const auto word = block(draw >> 1);
    const std::uint32_t high = (draw & 1) ? word[2] : word[0];
    const std::uint32_t low = (draw & 1) ? word[3] : word[1];
    const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 32 | low) >> 12;
    return (static_cast<double>(bits) + 0.5) * 0x1.0p-52;
  }

  // The `draw`-th 64 bits.
  std::uint64_t word(std::uint64_t draw) const {
    const auto four = block(draw >> 1);
    return (draw & 1) ? static_cast<std::uint64_t>(four[2]) << 32 | four[3]
                      : static_cast<std::uint64_t>(four[0]) << 32 | four[1];
  }

 private:
  r123::Philox4x32::ctr_type block(std::uint64_t counter) const {
    const r123::Philox4x32::ctr_type position = {{static_cast<std::uint32_t>(counter),
                                                  static_cast<std::uint32_t>(counter >> 32), whom,
                                                  static_cast<std::uint32_t>(what)}};
    const r123::Philox4x32::key_type key = {
        {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
    return r123::Philox4x32{}(position, key);
  }
};

}  // namespace fengsui
