#include "sim/signal/sensor.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace fengsui {

namespace {

using F = SensorFault;

constexpr std::array table = {
    SensorFaultInfo{F::none, "none", "healthy", "正常", ""},
    SensorFaultInfo{F::stuck, "stuck", "stuck at the last value", "读数卡死", ""},
    SensorFaultInfo{F::drift, "drift", "drifting", "漂移", "drift per second [unit of the point/s]"},
    SensorFaultInfo{F::zero, "zero", "reads the lower end of its range", "归零", ""},
    SensorFaultInfo{F::full_scale, "full_scale", "reads full scale", "满量程", ""},
    SensorFaultInfo{F::noisy, "noisy", "noisy", "噪声增大", "factor on the noise [1]"},
    SensorFaultInfo{F::offline, "offline", "sends nothing", "离线", ""},
    SensorFaultInfo{F::pinned, "pinned", "pinned by the enterprise", "人为锁定读数",
                    "reading [unit of the point]"},
    SensorFaultInfo{F::bias, "bias", "biased", "零点偏移", "error [unit of the point]"},
};

}  // namespace

std::span<const SensorFaultInfo> sensor_faults() { return table; }

const SensorFaultInfo& describe(SensorFault fault) {
  assert(static_cast<std::size_t>(fault) < table.size());
  return table[static_cast<std::size_t>(fault)];
}

std::optional<SensorFault> find_sensor_fault(std::string_view key) {
  const auto row = std::ranges::find(table, key, &SensorFaultInfo::key);
  return row == table.end() ? std::nullopt : std::optional{row->fault};
}

}  // namespace fengsui
