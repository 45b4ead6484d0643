// The pictures of one response of a study. Each is SVG, ready for the page; empty when there is nothing to
// draw.
#pragma once

#include <string>

#include "twin/study/estimate.h"
#include "twin/study/study_file.h"

namespace fengsui {

// "on_delay 20 s, deadband 0.1 %"
std::string point_words(const StudyResult& result, std::uint32_t point, Language language);

// "on_delay [s]"
std::string titled(const std::string& name, const std::string& unit);

// "20 s"
std::string valued(double value, const std::string& unit);

// The mean over all given points, replication by replication, so that its interval knows that the points
// share their luck. Without a replication that has a value at every point: the mean of the means, no
// interval.
Estimate mean_over(const StudyResult& result, const std::vector<std::uint32_t>& points, std::size_t response);

// One picture per factor: the mean at each of its levels, over all other factors; or every point, when the
// factor has no levels.
std::string main_effects(const StudyResult& result, std::size_t response, Language language);

// A heat map for every two factors, for the first three pairs.
std::string surfaces(const StudyResult& result, std::size_t response, Language language);

// The half width of the interval as replications were added, of at most eight points.
std::string convergence(const StudyResult& result, std::size_t response, Language language);

// How often which value was met, for at most twelve points.
std::string distributions(const StudyResult& result, std::size_t response, Language language);

// What the runs had, by colour and perhaps level, of at most twelve points: all, the middle half, the median.
// `parts`: responses that belong to one number.
std::string by_colour(const StudyResult& result, const std::vector<std::size_t>& parts, Language language);

}  // namespace fengsui
