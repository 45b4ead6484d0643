#include "twin/cli/code_list.h"

#include "scenarios/csv.h"
#include "scenarios/files.h"
#include "sim/base/error.h"
#include "sim/base/text.h"

namespace fengsui {

namespace {

constexpr const char* header =
    "enterprise_code,gateway_code,point_code,enterprise,unit,point,tag,type,measure,low_low,low,high,high_"
    "high";
constexpr std::size_t point_column = 2;

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string result = "\"";
  for (const char letter : text) result += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return result + "\"";
}

std::string row_of(std::span<const std::string> cells) {
  std::string text;
  for (const std::string& cell : cells) text += (text.empty() ? "" : ",") + quoted(cell);
  return text + '\n';
}

std::string limit(const std::optional<double>& value) { return value ? format_number(*value) : ""; }

}  // namespace

std::string write_code_list(const Directory& directory, const Names& names, const upload::CodeTable& codes,
                            std::span<const upload::IndicatorType> types,
                            std::span<const upload::Camera> cameras) {
  std::string text = std::string(header) + "\n";
  for (std::size_t i = 0; i < directory.points.size(); ++i) {
    const PointEntry& point = directory.points[i];
    const std::string cells[] = {codes.enterprises[point.enterprise.index],
                                 codes.gateways[point.gateway.index],
                                 codes.points[i],
                                 directory.enterprises[point.enterprise.index].name,
                                 names.units[point.unit.index].name.chinese,
                                 names.points[i].name.chinese,
                                 point.tag,
                                 upload::type_of(point, types).chinese,
                                 point.measure,
                                 limit(point.limits.low_low),
                                 limit(point.limits.low),
                                 limit(point.limits.high),
                                 limit(point.limits.high_high)};
    text += row_of(cells);
  }
  for (const upload::Camera& camera : cameras) {
    const EnterpriseId enterprise = directory.gateways[camera.gateway.index].enterprise;
    const std::string cells[] = {codes.enterprises[enterprise.index],
                                 codes.gateways[camera.gateway.index],
                                 camera.code,
                                 directory.enterprises[enterprise.index].name,
                                 camera.label,
                                 "摄像头",
                                 "CAMERA",
                                 "视频",
                                 "",
                                 "",
                                 "",
                                 "",
                                 ""};
    text += row_of(cells);
  }
  return text;
}

std::set<std::string> read_point_codes(const std::filesystem::path& file) {
  const std::vector<CsvRow> rows = read_csv(read_file(file), file.string());
  if (rows.empty() || rows.front().cells.size() <= point_column ||
      rows.front().cells[point_column] != "point_code")
    throw InputError(file.string(), "line 1", "other columns", "a list that fengsui gateway --codes wrote");
  std::set<std::string> codes;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const CsvRow& row = rows[i];
    if (row.cells.size() <= point_column ||
        (!upload::is_code(row.cells[point_column], upload::point_digits) &&
         !upload::is_code(row.cells[point_column], upload::video_digits)))
      throw InputError(file.string(), "line " + std::to_string(row.line), "no code of a point or camera",
                       std::to_string(upload::point_digits) + " or " + std::to_string(upload::video_digits) +
                           " digits in the third column");
    codes.insert(row.cells[point_column]);
  }
  return codes;
}

}  // namespace fengsui
