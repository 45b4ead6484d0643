#include "twin/study/front_run.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "sim/base/random.h"
#include "twin/search/pareto_search.h"
#include "twin/study/design.h"
#include "twin/study/front_allocation.h"
#include "twin/study/tune_run.h"

namespace fengsui {

namespace {

// a factor without steps is searched in so many: numbers that a person can read, and points that meet again
constexpr double steps_of_a_range = 1000.0;
// how far beyond the worst found the reference of the hypervolume lies, in the scale of best to worst
constexpr double reference = 1.1;

SearchVariable variable_of(const Factor& factor) {
  if (factor.levels.empty()) return {0.0, 1.0, false};
  return {0.0, static_cast<double>(factor.levels.size() - 1), true};
}

double value_of(const Factor& factor, double variable) {
  if (!factor.levels.empty()) return factor.levels[static_cast<std::size_t>(std::lround(variable))];
  const double share = std::round(variable * steps_of_a_range) / steps_of_a_range;
  return tidy(factor.low + share * (factor.high - factor.low));
}

// Both corners, and a Latin hypercube of the study's luck.
SearchPoints first_population(const Study& study) {
  const std::size_t size = study.tuning->search.population, inner = size - 2;
  SearchPoints points(size);
  for (std::uint32_t f = 0; f < study.factors.size(); ++f) {
    const SearchVariable variable = variable_of(study.factors[f]);
    const Stream keys{study.seed, Draw::design_slice_order, f},
        places{study.seed, Draw::design_place_in_slice, f};
    std::vector<std::size_t> slices(inner);
    std::iota(slices.begin(), slices.end(), std::size_t{0});
    std::ranges::sort(slices, {}, [&](std::size_t slice) { return std::pair(keys.uniform(slice), slice); });
    points[0].push_back(variable.low);
    points[1].push_back(variable.high);
    for (std::size_t i = 0; i < inner; ++i) {
      const double u = (static_cast<double>(slices[i]) + places.uniform(i)) / static_cast<double>(inner);
      const double span = variable.high - variable.low;
      points[i + 2].push_back(variable.whole ? std::min(span, std::floor(u * (span + 1.0))) : u * span);
    }
  }
  return points;
}

// The tuning as far as the runs that are there go.
class Replayed {
 public:
  Replayed(const Study& study, const std::vector<StudyRun>& done, const std::string& file)
      : study_(study), tuning_(*study.tuning), file_(file) {
    for (const StudyRun& run : done) {
      if (runs_.size() <= run.point) runs_.resize(run.point + 1);
      runs_[run.point].push_back(&run);
    }
    std::vector<double> today;
    for (const Factor& factor : study.factors) today.push_back(factor.today);
    number_of(today);
    ask(0, 0, tuning_.search.replications);

    std::vector<SearchVariable> variables;
    for (const Factor& factor : study.factors) variables.push_back(variable_of(factor));
    SearchRule rule{tuning_.search.generations, 1, tuning_.objectives.size()};
    rule.seed = static_cast<std::uint32_t>(Stream{study.seed, Draw::search, 0}.word(0));
    const SearchOutcome found = search_front(variables, first_population(study), rule,
                                             [this](const SearchPoints& asked) { return judged(asked); });
    if (!found.complete || !due.empty()) return;
    searched = true;
    candidates.push_back(0);
    for (const auto& variables_of_one : found.population)
      candidates.push_back(number_of(point_of(variables_of_one)));
    std::ranges::sort(candidates);
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    decide();
  }

  // means of the search, smaller is better
  std::vector<double> search_means(std::uint32_t point) const {
    std::vector<double> means;
    for (const Objective& objective : tuning_.objectives) {
      double sum = 0.0;
      for (const double value : values(point, objective, 0, tuning_.search.replications)) sum += value;
      means.push_back(sum / tuning_.search.replications);
    }
    return means;
  }

  // Of replications `from` to before `to`, smaller is better.
  std::vector<double> values(std::uint32_t point, const Objective& objective, std::uint32_t from,
                             std::uint32_t to) const {
    std::vector<double> result;
    if (point < runs_.size())
      for (const StudyRun* run : runs_[point])
        if (run->replication >= from && run->replication < to) {
          const double value = deciding_value(study_, *run, objective.response, file_);
          result.push_back(objective.maximise ? -value : value);
        }
    return result;
  }

  std::vector<std::vector<double>> points;
  std::vector<DueRun> due;
  bool searched = false;
  std::vector<std::uint32_t> candidates;  // the last generation and today's point
  std::vector<std::uint32_t> front;       // of those, with all replications of the choice
  std::vector<std::size_t> known_after;   // points, by generation
  std::uint64_t allocated = 0;
  double doubt = 1.0;

 private:
  std::vector<double> point_of(const std::vector<double>& variables) const {
    std::vector<double> point;
    for (std::size_t f = 0; f < study_.factors.size(); ++f)
      point.push_back(value_of(study_.factors[f], variables[f]));
    return point;
  }

  std::uint32_t number_of(const std::vector<double>& point) {
    const auto [found, fresh] = numbers_.try_emplace(point, static_cast<std::uint32_t>(points.size()));
    if (fresh) points.push_back(point);
    return found->second;
  }

  // What of replications `from` to before `to` is missing becomes due.
  void ask(std::uint32_t point, std::uint32_t from, std::uint32_t to) {
    std::vector<bool> there(to - from, false);
    if (point < runs_.size())
      for (const StudyRun* run : runs_[point])
        if (run->replication >= from && run->replication < to) there[run->replication - from] = true;
    for (std::uint32_t r = from; r < to; ++r)
      if (!there[r - from]) due.push_back({point, r, replication_seed(study_.seed, r)});
  }

  std::optional<SearchPoints> judged(const SearchPoints& asked) {
    std::vector<std::uint32_t> numbers;
    for (const auto& variables : asked) {
      const std::uint32_t number = number_of(point_of(variables));
      numbers.push_back(number);
      // the same point twice in a generation is asked for once
      if (std::ranges::find(due, number, &DueRun::point) == due.end())
        ask(number, 0, tuning_.search.replications);
    }
    known_after.push_back(points.size());
    if (!due.empty()) return {};
    SearchPoints answers;
    for (const std::uint32_t number : numbers) answers.push_back(search_means(number));
    return answers;
  }

  // More replications for the candidates, then fresh ones for the front and today's point.
  void decide() {
    FrontValues found;
    std::vector<double> indifferences;
    for (const Objective& objective : tuning_.objectives) indifferences.push_back(objective.indifference);
    for (const std::uint32_t point : candidates) {
      found.emplace_back();
      for (const Objective& objective : tuning_.objectives)
        found.back().push_back(values(point, objective, 0, tuning_.at_most));
      allocated += found.back().front().size() - tuning_.search.replications;
    }
    doubt = front_doubt(found, indifferences);
    if (doubt > 1.0 - tuning_.confidence && allocated < tuning_.budget) {
      const std::size_t portion = std::max<std::size_t>(2, tuning_.search.replications / 2);
      const std::size_t round = std::min<std::size_t>(tuning_.budget - allocated,
                                                      std::max<std::size_t>(portion, tuning_.budget / 8));
      const auto more = front_allocation(found, indifferences, round, portion, tuning_.at_most);
      for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto count = static_cast<std::uint32_t>(found[i].front().size());
        ask(candidates[i], count, count + static_cast<std::uint32_t>(more[i]));
      }
      if (!due.empty()) return;
    }
    for (const std::uint32_t i : front_of(found)) front.push_back(candidates[i]);
    for (const std::uint32_t point : candidates)
      if (point == 0 || std::ranges::binary_search(front, point))
        ask(point, tuning_.at_most, tuning_.at_most + fresh_replications);
  }

  const Study& study_;
  const Tuning& tuning_;
  const std::string& file_;
  std::vector<std::vector<const StudyRun*>> runs_;  // by point
  std::map<std::vector<double>, std::uint32_t> numbers_;
};

// Of the points that no other dominates with fresh luck: the nearest to the best of all objectives together,
// each in the scale of these points and by its weight.
std::size_t nearest_to_the_best(const Tuning& tuning, const std::vector<FrontPoint>& points) {
  std::vector<double> away(points.size(), 0.0);
  for (std::size_t k = 0; k < tuning.objectives.size(); ++k) {
    const double sign = tuning.objectives[k].maximise ? -1.0 : 1.0;
    double low = INFINITY, high = -INFINITY;
    for (const FrontPoint& point : points) {
      if (!point.still) continue;
      low = std::min(low, sign * point.fresh[k].mean);
      high = std::max(high, sign * point.fresh[k].mean);
    }
    if (high <= low) continue;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double share = (sign * points[i].fresh[k].mean - low) / (high - low);
      away[i] += std::pow(tuning.objectives[k].weight * share, 2.0);
    }
  }
  std::size_t best = points.size();
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i].still && (best == points.size() || away[i] < away[best])) best = i;
  return best;
}

}  // namespace

FrontPlan plan_front(const Study& study, const std::vector<StudyRun>& done, const std::string& file) {
  Replayed replayed(study, done, file);
  std::ranges::sort(replayed.due, {},
                    [](const DueRun& run) { return std::pair(run.point, run.replication); });
  return {std::move(replayed.points), std::move(replayed.due)};
}

std::uint64_t most_front_points(const Tuning& tuning) {
  return std::uint64_t{tuning.search.population} * (tuning.search.generations + 1) + 1;
}

std::uint64_t expected_front_runs(const Tuning& tuning) {
  return most_front_points(tuning) * tuning.search.replications + tuning.budget +
         std::uint64_t{tuning.search.population} * fresh_replications;
}

Front front_found(const Study& study, const std::vector<StudyRun>& runs, const std::string& file) {
  const Tuning& tuning = *study.tuning;
  const Replayed replayed(study, runs, file);
  Front result;
  result.probability = std::max(0.0, 1.0 - replayed.doubt);
  result.decided = result.probability >= tuning.confidence;
  result.search_runs = std::uint64_t{tuning.search.replications} * replayed.points.size();
  result.allocated_runs = replayed.allocated;

  const auto fresh = [&](std::uint32_t point) {
    FrontPoint found;
    found.point = point;
    for (const Objective& objective : tuning.objectives) {
      const auto of = [&](std::uint32_t number) {
        std::vector<double> values =
            replayed.values(number, objective, tuning.at_most, tuning.at_most + fresh_replications);
        if (objective.maximise)
          for (double& value : values) value = -value;
        return values;
      };
      found.fresh.push_back(estimate(of(point), tuning.confidence));
      found.better.push_back(paired(of(0), of(point), tuning.confidence));
    }
    return found;
  };
  result.today = fresh(0);
  SearchPoints means;
  for (const std::uint32_t point : replayed.front) result.points.push_back(fresh(point));
  const auto small = [&](const FrontPoint& point, std::size_t k) {
    return (tuning.objectives[k].maximise ? -1.0 : 1.0) * point.fresh[k].mean;
  };
  std::ranges::stable_sort(result.points, {}, [&](const FrontPoint& point) { return small(point, 0); });
  for (FrontPoint& point : result.points) {
    point.still = false;
    means.emplace_back();
    for (std::size_t k = 0; k < tuning.objectives.size(); ++k) means.back().push_back(small(point, k));
  }
  for (const std::uint32_t i : not_dominated(means)) result.points[i].still = true;
  result.recommended = nearest_to_the_best(tuning, result.points);

  SearchPoints searched;
  for (std::uint32_t point = 0; point < replayed.points.size(); ++point)
    searched.push_back(replayed.search_means(point));
  for (std::size_t k = 0; k < tuning.objectives.size(); ++k) {
    const auto [low, high] = std::ranges::minmax_element(
        searched, {}, [k](const std::vector<double>& of_one) { return of_one[k]; });
    const double least = (*low)[k], most = (*high)[k];
    for (auto& of_one : searched) of_one[k] = most > least ? (of_one[k] - least) / (most - least) : 0.0;
    const bool turned = tuning.objectives[k].maximise;
    result.scale_low.push_back(turned ? -least : least);
    result.scale_high.push_back(turned ? -most : most);
  }
  const std::vector<double> corner(tuning.objectives.size(), reference);
  const double whole = std::pow(reference, static_cast<double>(tuning.objectives.size()));
  SearchPoints best;
  std::size_t seen = 0;
  for (const std::size_t known : replayed.known_after) {
    for (; seen < known; ++seen) best.push_back(searched[seen]);
    SearchPoints kept;
    for (const std::uint32_t i : not_dominated(best)) kept.push_back(std::move(best[i]));
    best = std::move(kept);
    result.hypervolumes.push_back(hypervolume(best, corner) / whole);
  }
  return result;
}

}  // namespace fengsui
