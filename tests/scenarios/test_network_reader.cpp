#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "scenarios/network_reader.h"
#include "sim/base/error.h"

using namespace fengsui;
using namespace std::chrono_literals;

namespace {

std::string district_city() {
  std::ifstream file(FENGSUI_SOURCE_DIR "/data/networks/district_city.json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The file with one piece of text changed, and the place that the reader complains about.
std::string place_of_error(const std::string& from, const std::string& to) {
  std::string text = district_city();
  const std::size_t at = text.find(from);
  if (at == std::string::npos) return "the text is not in the file";
  try {
    read_network_settings(text.replace(at, from.size(), to), "n.json");
  } catch (const InputError& error) {
    return error.place;
  }
  return "no error";
}

TEST(NetworkReader, ReadsTheCityOfTheRepository) {
  const NetworkSettings settings = read_network_settings(district_city(), "district_city.json");
  EXPECT_EQ(settings.access_link.latency, 8ms);
  EXPECT_EQ(settings.district_trunk.bandwidth_bits_per_second, 500e6);
  EXPECT_EQ(settings.gateway.upload_period, 5s);
  EXPECT_EQ(settings.gateway.buffer_age, 72h);
  EXPECT_EQ(settings.gateway.bytes_per_reading, 184u);
  EXPECT_DOUBLE_EQ(settings.gateway.duplicate_probability, 0.001);
  EXPECT_FALSE(settings.gateway.stores_while_down);
  EXPECT_NEAR(settings.gateway.outages.length.seconds(0.5), 9 * 3600, 1e-6);

  // enough for a city: every gateway has its route
  const std::vector<DistrictId> districts(300, DistrictId(std::size_t{1}));
  const NetworkSpec spec = network::build_network(settings, 2, districts);
  EXPECT_EQ(spec.routes.size(), 300u);
  for (const Route& route : spec.routes) EXPECT_EQ(route.latency, 15ms);
}

TEST(NetworkReader, NamesThePlaceOfEveryMistake) {
  EXPECT_EQ(place_of_error("\"8 ms\"", "\"8 Mbit/s\""), "/links/access_link/latency/value");
  EXPECT_EQ(place_of_error("\"8 ms\"", "8"), "/links/access_link/latency/value");
  EXPECT_EQ(place_of_error("\"10 Mbit/s\"", "\"0 Mbit/s\""), "/links/access_link/bandwidth/value");
  EXPECT_EQ(place_of_error("\"retry\"", "\"retries\""), "/gateway");
  EXPECT_EQ(place_of_error("\"0.1 %\"", "\"101 %\""), "/gateway/duplicate_probability/value");
  EXPECT_EQ(place_of_error("\"value\": 512", "\"value\": 0"), "/topology/platform_connections/value");
  EXPECT_EQ(place_of_error("\"value\": 40", "\"value\": 40.5"),
            "/topology/enterprises_per_access_node/value");
  EXPECT_EQ(place_of_error("\"value\": false", "\"value\": 0"), "/gateway/stores_while_down/value");
  EXPECT_EQ(place_of_error("\"5 s\"", "\"0 s\""), "/gateway/upload_period/value");
}

TEST(NetworkReader, NumberWithoutASourceIsAnError) {
  EXPECT_EQ(place_of_error("\"source\": \"hebei_v1.1\"", "\"source\": \"hebei_v9\""),
            "/gateway/bytes_per_reading/source");
  EXPECT_EQ(place_of_error("estimate: leased or broadband business line", "estimate: "),
            "/links/access_link/latency/source");
  EXPECT_EQ(place_of_error("\"exponential\": \"61 d\", \"source\"", "\"exponential\": \"61 d\", \"sauce\""),
            "/links/access_link/outages/up_time");
}

}  // namespace
