// The codes under which a platform knows enterprises, gateways and points. Digits only:
//
//   enterprise 企业编码  12 = 99 + district 2 + 00 + number of the enterprise in the city 6
//   gateway    网关编码  14 = enterprise 12 + number of the gateway in the enterprise 2
//   point      测点编码  19 = gateway 14 + indicator type 2 + number of the point within gateway and type 3
//   camera     视频编码  20 = gateway 14 + number of the camera at the gateway 6
//
// The lengths are those of the interface; how the numbers are made up is an estimate. No administrative
// division begins with 99, so that no real enterprise has such a code.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/port/directory.h"
#include "twin/upload/settings.h"

namespace fengsui::upload {

inline constexpr std::size_t enterprise_digits = 12, gateway_digits = 14, point_digits = 19,
                             video_digits = 20;

struct CodeTable {
  std::vector<std::string> enterprises, gateways, points;  // by EnterpriseId, GatewayId, PointId
};

// Whether the text is so many decimal digits.
bool is_code(std::string_view text, std::size_t digits);

// The first type that fits a point. Throws InputError when none does.
const IndicatorType& type_of(const PointEntry& point, std::span<const IndicatorType> types);

// `districts`: of each enterprise. Throws InputError when the digits do not suffice: more than 99 districts
// or gateways of an enterprise, 999,999 enterprises, or 999 points of one type at a gateway.
CodeTable assign_codes(const Directory& directory, std::span<const DistrictId> districts,
                       std::span<const IndicatorType> types);

// Of the `number`-th camera at a gateway. Throws InputError above 999,999.
std::string camera_code(const std::string& gateway_code, std::size_t number);

}  // namespace fengsui::upload
