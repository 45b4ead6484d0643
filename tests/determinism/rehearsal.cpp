#include "tests/determinism/rehearsal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

namespace fengsui::rehearsal {

namespace {

using nlohmann::json;

constexpr const char* table =
    "序号,区,街道/镇/工业区,企业名称,企业地址,产能（万吨/年）,固定式熔炼炉（台）,倾动式熔炼炉（台）,"
    "深井浇筑系统数量（套）,钢丝绳式提升装置（套）\n"
    "1,青湾区（虚构）,东港,海螺型材（虚构）,1号,8,2,0,2,1\n"
    "2,青湾区（虚构）,东港,潮汐铝业（虚构）,2号,8,1,2,2,1\n"
    "3,云溪区（虚构）,松林,云帆铝业（虚构）,3号,5,1,0,1,0\n";

constexpr double worse = 2000.0;

json scenario(const char* duration, const char* sampling) {
  return {{"version", 1},
          {"id", "bad_day"},
          {"title", {{"en", "A bad day"}, {"zh", "糟糕的一天"}}},
          {"start", "2026-03-03T08:00:00+08:00"},
          {"duration", duration},
          {"register", "plants.csv"},
          {"catalogue", "aluminium"},
          {"policy", "shanghai_2024"},
          {"rules", "aluminium"},
          {"network", "district_city"},
          {"sampling", sampling}};
}

json bad_events() {
  const json well = {{"enterprise", "海螺型材（虚构）"}, {"unit", "casting_well 1"}};
  const auto at = [](const char* time, const char* what, json more) {
    more["at"] = time;
    more["do"] = what;
    return more;
  };
  json pinned = well, drifting = well, away = well, leak = well;
  pinned.update({{"point", "DW_TT_OUT"}, {"fault", "pinned"}, {"value", "40 degC"}});
  drifting.update({{"point", "DW_TT_IN"}, {"fault", "drift"}, {"value", "0.005 degC/s"}});
  leak.update({{"fault", "guide_hole_leak"}, {"size", "1.72 kg/s"}});
  return {at("00:01:00", "sensor_fault", pinned),
          at("00:02:00", "sensor_fault", drifting),
          at("00:03:00", "duplicates", {{"enterprise", "潮汐铝业（虚构）"}, {"probability", 0.2}}),
          at("00:04:00", "gateway_clock", {{"enterprise", "云帆铝业（虚构）"}, {"error", "90 s"}}),
          at("00:05:00", "link_down", {{"link", "gateway 1 access link"}, {"for", "7 min"}}),
          at("00:07:00", "operator_leaves", away),
          at("00:08:00", "fault", leak)};
}

Prepared bad(const char* duration, const char* sampling, std::uint64_t seed) {
  json text = scenario(duration, sampling);
  text["random_faults"] = true;
  text["random_outages"] = true;
  text["events"] = bad_events();
  text["enterprises"]["海螺型材（虚构）"]["units"] =
      json::array({{{"unit", "casting_well 1"},
                    {"phase", "steady"},
                    {"elapsed", "00:10:00"},
                    {"limits", {{"DW_LM_DIST", {{"low_low", "95 mm"}, {"low", "100 mm"}}}}},
                    {"interlocks", {{"leak_trip", "absent"}, {"feed_residual_trip", "absent"}}}}});
  const Folder folder;
  folder.write("plants.csv", table);
  Prepared prepared = prepare(folder.write("bad_day.json", text.dump()), FENGSUI_SOURCE_DIR, seed);

  // a day must hold what else takes years
  City& city = prepared.city;
  for (PlantFault& fault : city.plant.faults) fault.rate_per_s *= worse;
  for (LinkSpec& link : city.network.topology.links) link.outages.up_time = Delay::exponential(4 * 3600.0);
  for (GatewaySpec& gateway : city.network.gateways)
    gateway.outages = {Delay::exponential(4 * 3600.0), Delay::exponential(600.0)};
  return prepared;
}

}  // namespace

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "fengsui_test_XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder: " + pattern);
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Folder::write(const std::string& name, const std::string& text) const {
  std::ofstream(path_ / name, std::ios::binary) << text;
  return path_ / name;
}

Prepared bad_day(std::uint64_t seed) { return bad("06:00:00", "by exception", seed); }

Prepared bad_minutes_with_every_sample() { return bad("00:20:00", "every", 1); }

Prepared quiet_hour() {
  const Folder folder;
  folder.write("plants.csv", table);
  json text = scenario("01:00:00", "by exception");
  json drifting = {{"at", "00:02:00"},         {"do", "sensor_fault"},
                   {"fault", "drift"},         {"enterprise", "海螺型材（虚构）"},
                   {"unit", "casting_well 1"}, {"point", "DW_TT_IN"},
                   {"value", "0.01 degC/s"}};
  text["events"] = json::array({drifting});
  Prepared prepared = prepare(folder.write("quiet_hour.json", text.dump()), FENGSUI_SOURCE_DIR, 1);
  for (GatewaySpec& gateway : prepared.city.network.gateways) {
    gateway.clock_error = Duration::zero();
    gateway.duplicate_probability = gateway.late_probability = 0.0;
  }
  return prepared;
}

Session begin(Prepared prepared, RunFileWriter* file) {
  std::unique_ptr<Engine> engine = reach_engine(prepared.engine);
  return Session(std::move(prepared.city), std::move(engine), std::move(prepared.record), file);
}

Record run(Prepared prepared, Pilot& pilot, Carrier carrier) {
  Session session = begin(std::move(prepared));
  session.run(carrier, pilot);
  return std::move(session).take_record();
}

Record run(Prepared prepared) {
  Onward onward;
  return run(std::move(prepared), onward);
}

void expect_same(const Record& one, const Record& other) {
  EXPECT_EQ(one.run.outcome, other.run.outcome);
  EXPECT_TRUE(one.log == other.log) << "from entry "
                                    << std::ranges::mismatch(one.log, other.log).in1 - one.log.begin();
  EXPECT_TRUE(one.readings == other.readings);
  ASSERT_FALSE(one.run.digest.empty());
  EXPECT_EQ(one.run.digest, other.run.digest);
}

std::size_t count(const Record& record, LogKind kind) {
  return static_cast<std::size_t>(std::ranges::count(record.log, kind, &LogEntry::kind));
}

}  // namespace fengsui::rehearsal
