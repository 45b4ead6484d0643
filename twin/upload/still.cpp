#include "twin/upload/still.h"

#include <array>
#include <cassert>
#include <cstdint>
#include <vector>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#include <stb/stb_easy_font.h>
#include <stb/stb_image_write.h>

namespace fengsui::upload {

namespace {

constexpr int width = 480, height = 270, border = 12, left = 24, top = 28, line_height = 24;
constexpr int enlarged = 2;  // pixels for one of the font
constexpr std::uint8_t ground = 96, light = 232, dark = 32;
constexpr int quality = 80;  // of 100

// A corner of the letters as the font gives it.
struct Vertex {
  float x, y, z;
  std::array<std::uint8_t, 4> colour;
};

class Card {
 public:
  Card() : grey_(static_cast<std::size_t>(width) * height, ground) {
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        if (x < border || y < border || x >= width - border || y >= height - border)
          at(x, y) = (x + y) / border % 2 == 0 ? light : dark;
  }

  void write(int x, int y, std::string text) {
    // the font gives one rectangle a stroke, four corners each
    std::vector<Vertex> corners(text.size() * 64 + 64);
    const int strokes = stb_easy_font_print(0.0F, 0.0F, text.data(), nullptr, corners.data(),
                                            static_cast<int>(corners.size() * sizeof(Vertex)));
    for (int i = 0; i < strokes; ++i) {
      const Vertex& first = corners[static_cast<std::size_t>(i) * 4];
      const Vertex& third = corners[static_cast<std::size_t>(i) * 4 + 2];
      fill(x + enlarged * static_cast<int>(first.x), y + enlarged * static_cast<int>(first.y),
           x + enlarged * static_cast<int>(third.x), y + enlarged * static_cast<int>(third.y));
    }
  }

  std::string jpeg() const {
    std::string bytes;
    const auto append = [](void* to, void* data, int size) {
      static_cast<std::string*>(to)->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
    };
    [[maybe_unused]] const int written =
        stbi_write_jpg_to_func(append, &bytes, width, height, 1, grey_.data(), quality);
    assert(written != 0);
    return bytes;
  }

 private:
  std::uint8_t& at(int x, int y) {
    return grey_[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)];
  }
  void fill(int x0, int y0, int x1, int y1) {
    for (int y = std::max(y0, 0); y < std::min(y1, height); ++y)
      for (int x = std::max(x0, 0); x < std::min(x1, width); ++x) at(x, y) = light;
  }

  std::vector<std::uint8_t> grey_;
};

}  // namespace

std::string still_of(std::span<const std::string> lines) {
  Card card;
  int y = top;
  for (const std::string& line : lines) {
    card.write(left, y, line);
    y += line_height;
  }
  return card.jpeg();
}

}  // namespace fengsui::upload
