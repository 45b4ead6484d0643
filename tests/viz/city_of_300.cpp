#include "tests/viz/city_of_300.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace fengsui::viz::testing {

namespace {

constexpr std::size_t districts = 12, wanted = 300;

std::vector<std::string> split(const std::string& line, char at) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, at);) cells.push_back(cell);
  return cells;
}

// number, district, quarter, name, and the rest as it is
void write_register(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::ifstream in(from);
  std::string head, line;
  std::getline(in, head);
  std::vector<std::vector<std::string>> rows;
  while (std::getline(in, line)) rows.push_back(split(line, ','));
  if (rows.empty()) throw std::runtime_error("no rows in " + from.string());
  std::ofstream out(to, std::ios::binary);
  out << head << '\n';
  for (std::size_t i = 0; i < wanted; ++i) {
    std::vector<std::string> row = rows[i % rows.size()];
    row.at(0) = std::to_string(i + 1);
    row.at(1) = "第" + std::to_string(i * districts / wanted + 1) + "区（虚构）";
    row.at(3) += std::to_string(i / rows.size() + 1) + "号";
    for (std::size_t cell = 0; cell < row.size(); ++cell) out << (cell ? "," : "") << row[cell];
    out << '\n';
  }
}

}  // namespace

live::Setup city_of_300(const std::filesystem::path& folder) {
  const std::filesystem::path home = FENGSUI_SOURCE_DIR;
  write_register(home / "data/registers/ordinary_month.csv", folder / "city.csv");
  std::ifstream month(home / "scenarios/library/aluminium/ordinary_month.json");
  auto scenario = nlohmann::ordered_json::parse(month, nullptr, true, /*ignore_comments=*/true);
  scenario.erase("$schema");
  scenario["id"] = "city_of_300";
  scenario["title"] = {{"en", "A city of 300 enterprises"}, {"zh", "三百家企业的城市"}};
  scenario["duration"] = "30 d";
  scenario["register"] = "city.csv";
  scenario["expect"] = nlohmann::ordered_json::array();
  std::ofstream(folder / "city.json") << scenario.dump(2);
  live::Setup setup;
  setup.scenario = folder / "city.json";
  setup.home = home;
  setup.run_file = folder / "drill.h5";
  return setup;
}

}  // namespace fengsui::viz::testing
