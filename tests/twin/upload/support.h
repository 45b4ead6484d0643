// Ciphers, posts and a small directory for the tests of this folder.
#pragma once

#include <string>

#include "sim/port/directory.h"
#include "twin/upload/cipher.h"
#include "twin/upload/messages.h"
#include "twin/upload/settings.h"

namespace fengsui::upload {

// Key and initial vector of the published example.
inline Cipher example_cipher(const std::string& key = "ab23dcef") {
  return {CipherKind::des, Secret(key), Secret("12345678")};
}

inline Cipher sm4_cipher() {
  return {CipherKind::sm4, Secret("0123456789abcdef"), Secret("1234567812345678")};
}

// 2026-06-21 08:10:34 in Beijing.
inline constexpr Second example_second{std::chrono::seconds{1782000634}};

inline RealTimePost example_real_time() {
  return {"012345678912",
          "01234567891201",
          {{"0123456789120101001", example_second, 27.2}, {"0123456789120102001", example_second, 50.54}}};
}

inline EventsPost example_events() {
  return {"012345678912",
          {{example_second, "0123456789120106001", 126.8, LimitLevel::high_high, 100.0, "【演练】高高限报警"},
           {example_second, "0123456789120106001", 90.25, LimitLevel::cleared, 0.5, "【演练】消警"}}};
}

inline VideoPost example_video() {
  return {"012345678912", example_second,     "01234567890123456789",
          "SJ02001",      "【演练】疑似烟火", "not a JPEG"};
}

inline EdgeSettings example_edge() {
  using namespace std::chrono_literals;
  return {30s, 5min, 1s, 3, 0.02};
}

// Two enterprises with a gateway each; the first has a fast, a slow and a seldom point.
inline Directory small_directory() {
  using namespace std::chrono_literals;
  Directory directory;
  directory.enterprises = {{"甲（虚构）", "aluminium", 0, 0}, {"乙（虚构）", "aluminium", 0, 0}};
  directory.gateways = {{EnterpriseId(std::size_t{0}), 30s}, {EnterpriseId(std::size_t{1}), 30s}};
  const auto point = [](const char* tag, const char* measure, std::size_t enterprise, Duration period) {
    PointEntry entry;
    entry.tag = tag;
    entry.measure = measure;
    entry.enterprise = EnterpriseId(enterprise);
    entry.gateway = GatewayId(enterprise);
    entry.range_high = 1000.0;
    entry.period = period;
    return entry;
  };
  directory.points = {point("DW_LM_DIST", "mm", 0, 1s), point("FF_TT_AL", "degC", 0, 10s),
                      point("WR_AGE", "d", 0, 1h), point("FF_TT_AL", "degC", 1, 10s)};
  directory.points[0].limits = {70.0, 90.0, 130.0, 150.0};
  return directory;
}

inline std::vector<IndicatorType> small_types() {
  return {{"01", "temperature", "温度", {}, {"degC"}},
          {"06", "molten level", "熔融金属液位", {"LM"}, {}},
          {"99", "other", "其他", {}, {}}};
}

}  // namespace fengsui::upload
