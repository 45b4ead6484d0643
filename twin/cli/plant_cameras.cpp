#include "twin/cli/plant_cameras.h"

#include <algorithm>
#include <array>
#include <map>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "sim/plant/vocabulary.h"
#include "twin/upload/still.h"

namespace fengsui {

namespace {

using namespace upload;

// Throws for a word that is not one of the known ones.
void check_word(const std::string& word, const std::vector<std::string>& known, const std::string& file,
                const std::string& place) {
  if (std::ranges::find(known, word) != known.end()) return;
  const auto suggestion = nearest(word, known);
  std::string all;
  for (const std::string& each : known) all += (all.empty() ? "" : ", ") + each;
  throw InputError(file, place, "\"" + word + "\"",
                   suggestion ? "\"" + *suggestion + "\"?" : "one of: " + all);
}

// By unit class.
std::map<std::string, std::vector<KnownSight>> known_sights(const CameraSettings& settings,
                                                            const PlantSpec& plant, const std::string& file) {
  std::vector<std::string> classes;
  for (const UnitClass each : all_unit_classes) classes.emplace_back(plant::vocabulary(each).key);
  std::map<std::string, std::vector<KnownSight>> known;
  for (std::size_t i = 0; i < settings.sights.size(); ++i) {
    const Sight& sight = settings.sights[i];
    const std::string place = "/cameras/sights/" + std::to_string(i);
    check_word(sight.unit_class, classes, file, place + "/class");
    const UnitClass unit_class = *plant::unit_class_of(sight.unit_class);
    const plant::Vocabulary& words = plant::vocabulary(unit_class);
    const bool accident = !sight.accident.empty();
    const std::span<const plant::Word> table = accident ? words.accidents : words.faults;
    const std::string& key = accident ? sight.accident : sight.fault;
    check_word(key, plant::keys(table), file, place + (accident ? "/accident" : "/fault"));
    // the log numbers faults and accidents over all classes
    const std::uint32_t first =
        (accident ? plant.first_accident : plant.first_fault)[static_cast<std::size_t>(unit_class)];
    known[sight.unit_class].push_back(
        {accident, first + static_cast<std::uint32_t>(*plant::position(table, key)), sight});
  }
  return known;
}

}  // namespace

std::vector<Camera> plant_cameras(const CameraSettings& settings, const PlantSpec& plant, const Names& names,
                                  const CodeTable& codes, const std::string& file) {
  const auto known = known_sights(settings, plant, file);
  std::map<GatewayId, std::size_t> cameras_at;
  std::vector<Camera> cameras;
  for (std::size_t i = 0; i < names.units.size(); ++i) {
    const UnitName& unit = names.units[i];
    const auto found = known.find(names.unit_classes[unit.unit_class].key);
    if (found == known.end()) continue;
    // every enterprise has one gateway
    const auto gateway = std::ranges::find(names.gateways, unit.enterprise, &GatewayName::enterprise);
    if (gateway == names.gateways.end()) continue;
    const GatewayId id(static_cast<std::size_t>(gateway - names.gateways.begin()));
    cameras.push_back({UnitId(i), id, camera_code(codes.gateways[id.index], ++cameras_at[id]),
                       unit.name.chinese, found->second});
  }
  return cameras;
}

VideoPost video_post(const Camera& camera, const VideoAlarm& alarm, const std::string& enterprise_code,
                     Second time) {
  const std::array<std::string, 6> lines = {
      "EXERCISE - NOT A PHOTOGRAPH",     "Fengsui plant camera",
      "camera " + camera.code,           format_beijing(time) + " UTC+8",
      "type " + alarm.sight->alarm_type, alarm.sight->english};
  return {enterprise_code,
          time,
          camera.code,
          alarm.sight->alarm_type,
          "【演练】" + camera.label + alarm.sight->chinese,
          still_of(lines)};
}

}  // namespace fengsui
