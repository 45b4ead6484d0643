// A picture with two axes, as SVG that stands in a page. Its colours are those of the page's style.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fengsui {

struct PlotRange {
  double low = 0.0, high = 1.0;
};

// From the smallest to the largest of the finite values, and a little room; never empty.
PlotRange range_of(std::span<const double> values);

// Round numbers inside the range, about `count` of them.
std::vector<double> ticks_in(PlotRange range, int count);

struct PlotAxis {
  std::string title;
  PlotRange range;
  std::vector<double> ticks;        // empty: round numbers
  std::vector<std::string> labels;  // of the ticks; empty: the numbers
};

// Width, height and the room for labels on the left in the picture's own units, which a page scales.
struct PlotSize {
  double width = 420.0, height = 260.0, left = 64.0;
};

class Plot {
 public:
  Plot(std::string title, PlotAxis x, PlotAxis y, PlotSize size = {});

  // Positions are in the units of the axes. `words` is shown when pointed at. Nothing is drawn where a value
  // is not finite.
  void line(const std::vector<std::pair<double, double>>& path, std::string_view style);
  void dot(double x, double y, std::string_view words, std::string_view style = "dot");
  void interval(double x, double low, double high);
  void interval_across(double y, double low, double high);
  void box(double left, double bottom, double right, double top, double strength, std::string_view words);
  void text(double x, double y, std::string_view words);

  std::string svg() const;

 private:
  double left(double x) const;
  double down(double y) const;
  std::string axes() const;

  std::string title_;
  PlotAxis x_, y_;
  PlotSize size_;
  std::string marks_;
};

}  // namespace fengsui
