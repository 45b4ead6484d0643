// Which cameras a city has: one at every unit of a class for which the upload settings know a sight.
#pragma once

#include <vector>

#include "sim/plant/plant_spec.h"
#include "twin/record/names.h"
#include "twin/upload/cameras.h"
#include "twin/upload/codes.h"
#include "twin/upload/messages.h"

namespace fengsui {

// In the order of the units. `file` is that of the settings. Throws InputError for a class, fault or accident
// that does not exist, and when the digits of a code do not suffice.
std::vector<upload::Camera> plant_cameras(const upload::CameraSettings& settings, const PlantSpec& plant,
                                          const Names& names, const upload::CodeTable& codes,
                                          const std::string& file);

// The message of an alarm, with a test card for a picture.
upload::VideoPost video_post(const upload::Camera& camera, const upload::VideoAlarm& alarm,
                             const std::string& enterprise_code, upload::Second time);

}  // namespace fengsui
