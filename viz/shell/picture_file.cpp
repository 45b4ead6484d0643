#include "viz/shell/picture_file.h"

#include <png.h>

#include "sim/base/error.h"

namespace fengsui::viz {

void write_png(const std::filesystem::path& file, const Picture& picture) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = PNG_FORMAT_RGB;
  const std::filesystem::path unfinished = file.string() + ".part";
  const bool written =
      png_image_write_to_file(&image, unfinished.c_str(), 0, picture.rgb.data(), 0, nullptr) != 0;
  std::error_code problem;
  if (written) std::filesystem::rename(unfinished, file, problem);
  if (!written || problem) {
    const std::string reason = problem ? problem.message() : std::string(image.message);
    std::filesystem::remove(unfinished, problem);
    throw InputError(file.string(), "", reason, "a folder that can be written");
  }
}

}  // namespace fengsui::viz
