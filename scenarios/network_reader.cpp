#include "scenarios/network_reader.h"

#include <set>

#include "sim/base/strict_json.h"
#include "sim/base/text.h"

namespace fengsui {

namespace {

// Reads quantities and checks where they come from.
class SourcedReader {
 public:
  explicit SourcedReader(const JsonObject& sources) {
    for (const auto& [key, title] : sources.members())
      if (title.text().empty())
        throw title.error("\"\"", "the title of the source and where it was published");
      else
        keys_.insert(key);
  }

  double number(const JsonValue& value, std::string_view unit, double low, double high) const {
    const Sourced sourced = value.sourced(unit);
    check_source(value.map()["source"]);
    if (sourced.value < low || sourced.value > high)
      throw value.map()["value"].error(written(sourced.value, unit),
                                       written(low, unit) + " to " + written(high, unit));
    return sourced.value;
  }

  std::size_t whole(const JsonValue& value, std::string_view unit, std::int64_t low,
                    std::int64_t high) const {
    const double result = number(value, unit, static_cast<double>(low), static_cast<double>(high));
    if (result != std::floor(result))
      throw value.map()["value"].error(written(result, unit), "a whole number");
    return static_cast<std::size_t>(result);
  }

  Duration duration(const JsonValue& value, Duration low,
                    Duration high = std::chrono::hours{24 * 366}) const {
    return from_seconds(number(value, "s", to_seconds(low), to_seconds(high)));
  }

  bool yes_or_no(const JsonValue& value) const {
    const JsonObject object = value.object({"value", "source"});
    check_source(object["source"]);
    return object["value"].boolean();
  }

  Delay delay(const JsonValue& value) const {
    check_source(value.map()["source"]);
    return value.delay();
  }

  OutageModel outages(const JsonValue& value) const {
    const JsonObject object = value.object({"up_time", "length"});
    return {delay(object["up_time"]), delay(object["length"])};
  }

 private:
  static std::string written(double value, std::string_view unit) {
    return format_number(value) + (unit == "1" ? "" : " " + std::string(unit));
  }

  // a source is a key of "sources", or says that the number is an estimate and why
  void check_source(const JsonValue& value) const {
    const std::string source = value.text();
    if (keys_.contains(source) || (source.starts_with("estimate: ") && source.size() > 10)) return;
    throw value.error("\"" + source + "\"", "a key of \"sources\", or \"estimate: why\"");
  }

  std::set<std::string> keys_;
};

LinkSettings read_link(const SourcedReader& read, const JsonValue& value) {
  using namespace std::chrono_literals;
  const JsonObject object = value.object({"latency", "bandwidth", "outages"});
  return {read.duration(object["latency"], 1us, 10s), read.number(object["bandwidth"], "bit/s", 100, 1e12),
          read.outages(object["outages"])};
}

GatewaySpec read_gateway(const SourcedReader& read, const JsonValue& value) {
  using namespace std::chrono_literals;
  const JsonObject object =
      value.object({"upload_period", "heartbeat", "time_out", "retry", "buffer_readings", "buffer_age",
                    "readings_per_message", "stores_while_down", "duplicate_probability", "late_probability",
                    "late", "clock_error_sigma", "bytes_per_reading", "header_bytes", "outages"});
  GatewaySpec gateway;
  gateway.upload_period = read.duration(object["upload_period"], 1ms);
  gateway.heartbeat = read.duration(object["heartbeat"], 1ms);
  gateway.time_out = read.duration(object["time_out"], 1ms);
  gateway.retry = read.duration(object["retry"], 1ms);
  gateway.buffer_readings = read.whole(object["buffer_readings"], "1", 1, 1'000'000'000);
  gateway.buffer_age = read.duration(object["buffer_age"], 1s);
  gateway.readings_per_message = read.whole(object["readings_per_message"], "1", 1, 1'000'000);
  gateway.stores_while_down = read.yes_or_no(object["stores_while_down"]);
  gateway.duplicate_probability = read.number(object["duplicate_probability"], "1", 0, 1);
  gateway.late_probability = read.number(object["late_probability"], "1", 0, 1);
  gateway.late = read.delay(object["late"]);
  gateway.clock_error_sigma = read.duration(object["clock_error_sigma"], 0s);
  gateway.bytes_per_reading =
      static_cast<std::uint32_t>(read.whole(object["bytes_per_reading"], "byte", 1, 4096));
  gateway.header_bytes = static_cast<std::uint32_t>(read.whole(object["header_bytes"], "byte", 1, 65536));
  gateway.outages = read.outages(object["outages"]);
  return gateway;
}

}  // namespace

NetworkSettings read_network_settings(std::string_view text, const std::string& file) {
  const JsonDocument document = JsonDocument::parse(text, file);
  const JsonObject root = document.root().object({"sources", "topology", "links", "gateway"});
  const SourcedReader read(root["sources"].map());
  const JsonObject topology = root["topology"].object(
      {"enterprises_per_access_node", "carriers_per_district", "platform_connections"});
  const JsonObject links =
      root["links"].object({"access_link", "access_uplink", "carrier_trunk", "district_trunk"});
  NetworkSettings settings;
  settings.enterprises_per_access_node = read.whole(topology["enterprises_per_access_node"], "1", 1, 100'000);
  settings.carriers_per_district = read.whole(topology["carriers_per_district"], "1", 1, 100);
  settings.platform_connections = read.whole(topology["platform_connections"], "1", 1, 10'000);
  settings.access_link = read_link(read, links["access_link"]);
  settings.access_uplink = read_link(read, links["access_uplink"]);
  settings.carrier_trunk = read_link(read, links["carrier_trunk"]);
  settings.district_trunk = read_link(read, links["district_trunk"]);
  settings.gateway = read_gateway(read, root["gateway"]);
  return settings;
}

}  // namespace fengsui
