#include "twin/upload/codes.h"

#include <algorithm>
#include <cassert>
#include <map>

#include "sim/base/error.h"

namespace fengsui::upload {

namespace {

std::string digits(std::size_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

// The number in so many digits; numbers begin with 1.
std::string numbered(std::size_t number, std::size_t width, const std::string& what,
                     const std::string& whose) {
  std::string text = digits(number, width);
  if (text.size() > width)
    throw InputError("", whose, "more than " + std::string(width, '9') + " " + what,
                     "as many as " + std::to_string(width) + " digits of the code can number");
  return text;
}

// "FF_TT_AL" has the parts FF, TT and AL.
bool has_part(std::string_view tag, std::string_view part) {
  while (!tag.empty()) {
    const std::size_t end = std::min(tag.find('_'), tag.size());
    if (tag.substr(0, end) == part) return true;
    tag.remove_prefix(std::min(end + 1, tag.size()));
  }
  return false;
}

}  // namespace

bool is_code(std::string_view text, std::size_t digits) {
  return text.size() == digits &&
         std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

const IndicatorType& type_of(const PointEntry& point, std::span<const IndicatorType> types) {
  const auto fits = [&](const IndicatorType& type) {
    const bool tag = type.tags.empty() || std::ranges::any_of(type.tags, [&](const std::string& part) {
                       return has_part(point.tag, part);
                     });
    return tag && (type.measures.empty() || std::ranges::count(type.measures, point.measure) > 0);
  };
  const auto found = std::ranges::find_if(types, fits);
  if (found == types.end())
    throw InputError("", point.tag, "a point in " + point.measure, "an indicator type that fits it");
  return *found;
}

std::string camera_code(const std::string& gateway_code, std::size_t number) {
  return gateway_code + numbered(number, video_digits - gateway_digits, "cameras", "gateway " + gateway_code);
}

CodeTable assign_codes(const Directory& directory, std::span<const DistrictId> districts,
                       std::span<const IndicatorType> types) {
  assert(districts.size() == directory.enterprises.size());
  CodeTable codes;
  for (std::size_t i = 0; i < districts.size(); ++i) {
    const std::string& name = directory.enterprises[i].name;
    codes.enterprises.push_back("99" + numbered(districts[i].index + std::size_t{1}, 2, "districts", name) +
                                "00" + numbered(i + 1, 6, "enterprises", name));
  }

  std::map<EnterpriseId, std::size_t> gateways_of;
  for (const GatewayEntry& gateway : directory.gateways)
    codes.gateways.push_back(codes.enterprises[gateway.enterprise.index] +
                             numbered(++gateways_of[gateway.enterprise], 2, "gateways",
                                      directory.enterprises[gateway.enterprise.index].name));

  std::map<std::string, std::size_t> points_of;  // by gateway and type
  for (const PointEntry& point : directory.points) {
    const IndicatorType& type = type_of(point, types);
    const std::string begin = codes.gateways[point.gateway.index] + type.code;
    codes.points.push_back(begin + numbered(++points_of[begin], 3, "points of type " + type.code,
                                            "gateway " + codes.gateways[point.gateway.index]));
  }
  return codes;
}

}  // namespace fengsui::upload
