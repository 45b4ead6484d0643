#include "twin/study_report/plot.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "twin/report/report_data.h"
#include "twin/report/words.h"

namespace fengsui {

namespace {

constexpr double margin_right = 12.0, margin_top = 30.0, margin_bottom = 44.0;

std::string at(const char* name, double value) {
  char text[64];
  std::snprintf(text, sizeof text, " %s=\"%.1f\"", name, value);
  return text;
}

std::string label(double x, double y, std::string_view style, std::string_view anchor,
                  std::string_view words) {
  return "<text" + at("x", x) + at("y", y) + " class=\"" + std::string(style) + "\" text-anchor=\"" +
         std::string(anchor) + "\">" + html_escaped(words) + "</text>";
}

std::string hint(std::string_view words) { return "<title>" + html_escaped(words) + "</title>"; }

}  // namespace

PlotRange range_of(std::span<const double> values) {
  PlotRange range{INFINITY, -INFINITY};
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    range.low = std::min(range.low, value);
    range.high = std::max(range.high, value);
  }
  if (range.low > range.high) return {};
  const double room =
      range.high > range.low ? 0.06 * (range.high - range.low) : std::max(0.5, 0.1 * std::abs(range.low));
  return {range.low - room, range.high + room};
}

std::vector<double> ticks_in(PlotRange range, int count) {
  const double rough = (range.high - range.low) / std::max(1, count);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10.0 * power;
  for (const double nice : {1.0, 2.0, 5.0})
    if (nice * power >= rough) {
      step = nice * power;
      break;
    }
  std::vector<double> ticks;
  // counted in whole steps, so that zero is zero
  const double first = std::ceil(range.low / step) + 0.0;  // and no minus zero
  for (double i = first; i * step <= range.high && ticks.size() < 50; ++i) ticks.push_back(i * step);
  return ticks;
}

Plot::Plot(std::string title, PlotAxis x, PlotAxis y, PlotSize size)
    : title_(std::move(title)), x_(std::move(x)), y_(std::move(y)), size_(size) {
  if (x_.ticks.empty()) x_.ticks = ticks_in(x_.range, 5);
  if (y_.ticks.empty()) y_.ticks = ticks_in(y_.range, 5);
}

double Plot::left(double x) const {
  const double share = (x - x_.range.low) / (x_.range.high - x_.range.low);
  return size_.left + share * (size_.width - size_.left - margin_right);
}

double Plot::down(double y) const {
  const double share = (y - y_.range.low) / (y_.range.high - y_.range.low);
  return size_.height - margin_bottom - share * (size_.height - margin_top - margin_bottom);
}

void Plot::line(const std::vector<std::pair<double, double>>& path, std::string_view style) {
  std::string points;
  for (const auto& [x, y] : path) {
    if (!std::isfinite(x) || !std::isfinite(y)) continue;
    char text[64];
    std::snprintf(text, sizeof text, "%.1f,%.1f ", left(x), down(std::clamp(y, y_.range.low, y_.range.high)));
    points += text;
  }
  marks_ += "<polyline class=\"" + std::string(style) + "\" points=\"" + points + "\"/>";
}

void Plot::dot(double x, double y, std::string_view words, std::string_view style) {
  if (!std::isfinite(x) || !std::isfinite(y)) return;
  marks_ += "<circle class=\"" + std::string(style) + "\"" + at("cx", left(x)) + at("cy", down(y)) +
            " r=\"4\">" + hint(words) + "</circle>";
}

void Plot::interval(double x, double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high)) return;
  const double middle = left(x), top = down(high), bottom = down(low);
  marks_ += "<path class=\"interval\" d=\"";
  char text[128];
  std::snprintf(text, sizeof text, "M%.1f %.1fH%.1fM%.1f %.1fV%.1fM%.1f %.1fH%.1f", middle - 4, top,
                middle + 4, middle, top, bottom, middle - 4, bottom, middle + 4);
  marks_ += text;
  marks_ += "\"/>";
}

void Plot::interval_across(double y, double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high)) return;
  const double middle = down(y), from = left(low), to = left(high);
  char text[160];
  std::snprintf(text, sizeof text,
                "<path class=\"interval\" d=\"M%.1f %.1fV%.1fM%.1f %.1fH%.1fM%.1f %.1fV%.1f\"/>", from,
                middle - 4, middle + 4, from, middle, to, to, middle - 4, middle + 4);
  marks_ += text;
}

void Plot::box(double from, double bottom, double to, double top, double strength, std::string_view words) {
  char opacity[48];
  std::snprintf(opacity, sizeof opacity, " fill-opacity=\"%.2f\"", std::clamp(strength, 0.0, 1.0));
  marks_ += "<rect class=\"box\"" + at("x", left(from)) + at("y", down(top)) +
            at("width", left(to) - left(from)) + at("height", down(bottom) - down(top)) + opacity + ">" +
            hint(words) + "</rect>";
}

void Plot::text(double x, double y, std::string_view words) {
  marks_ += label(left(x), down(y) + 4.0, "halo", "middle", words);
}

std::string Plot::axes() const {
  std::string text;
  const double bottom = size_.height - margin_bottom, right = size_.width - margin_right;
  for (std::size_t i = 0; i < y_.ticks.size(); ++i) {
    const double y = down(y_.ticks[i]);
    text += "<line class=\"grid\"" + at("x1", size_.left) + at("x2", right) + at("y1", y) + at("y2", y) +
            "/>" +
            label(size_.left - 6.0, y + 4.0, "quiet", "end",
                  y_.labels.empty() ? number_words(y_.ticks[i]) : y_.labels[i]);
  }
  for (std::size_t i = 0; i < x_.ticks.size(); ++i)
    text += label(left(x_.ticks[i]), bottom + 16.0, "quiet", "middle",
                  x_.labels.empty() ? number_words(x_.ticks[i]) : x_.labels[i]);
  text += "<line class=\"axis\"" + at("x1", size_.left) + at("x2", right) + at("y1", bottom) +
          at("y2", bottom) + "/>";
  text += label((size_.left + right) / 2.0, size_.height - 8.0, "quiet", "middle", x_.title);
  text += label(4.0, margin_top - 8.0, "quiet", "start", y_.title);
  return text + label((size_.left + right) / 2.0, 16.0, "strong", "middle", title_);
}

std::string Plot::svg() const {
  char box[64];
  std::snprintf(box, sizeof box, "0 0 %.0f %.0f", size_.width, size_.height);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"" + std::string(box) +
         "\" role=\"img\" aria-label=\"" + html_escaped(title_) + "\">" + axes() + marks_ + "</svg>\n";
}

}  // namespace fengsui
