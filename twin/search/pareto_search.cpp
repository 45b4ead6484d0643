#include "twin/search/pareto_search.h"

#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cassert>
#include <exception>
#include <numeric>
#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/nsga2.hpp>
#include <pagmo/batch_evaluators/member_bfe.hpp>
#include <pagmo/bfe.hpp>
#include <pagmo/config.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>
#include <pagmo/utils/hypervolume.hpp>

namespace fengsui {

namespace {

// Leaves pagmo when an answer is not known yet; never leaves this file.
struct NotKnown : std::exception {};

// pagmo wants whole variables behind all others; ours stand in the order of the caller.
struct Shared {
  std::vector<SearchVariable> variables;
  std::vector<std::size_t> order;  // of pagmo's variables: where each stands with us
  const JudgePoints* judge = nullptr;
  std::size_t objectives = 2;

  std::vector<double> to_pagmo(const std::vector<double>& point) const {
    std::vector<double> result;
    for (const std::size_t at : order) result.push_back(point[at]);
    return result;
  }
  std::vector<double> from_pagmo(const double* values) const {
    std::vector<double> point(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) point[order[i]] = values[i];
    return point;
  }
  SearchPoints judged(const SearchPoints& points) const {
    std::optional<SearchPoints> answer = (*judge)(points);
    if (!answer) throw NotKnown();
    assert(answer->size() == points.size());
    return std::move(*answer);
  }
};

// What pagmo asks of a problem; it copies it, so that the state is elsewhere.
struct Problem {
  const Shared* shared = nullptr;

  pagmo::vector_double fitness(const pagmo::vector_double& values) const {
    return shared->judged({shared->from_pagmo(values.data())}).front();
  }
  pagmo::vector_double batch_fitness(const pagmo::vector_double& values) const {
    SearchPoints points;
    for (std::size_t at = 0; at < values.size(); at += shared->order.size())
      points.push_back(shared->from_pagmo(values.data() + at));
    pagmo::vector_double all;
    for (const auto& objectives : shared->judged(points))
      all.insert(all.end(), objectives.begin(), objectives.end());
    return all;
  }
  std::pair<pagmo::vector_double, pagmo::vector_double> get_bounds() const {
    if (!shared) return {{0.0}, {1.0}};
    pagmo::vector_double low, high;
    for (const std::size_t at : shared->order) {
      low.push_back(shared->variables[at].low);
      high.push_back(shared->variables[at].high);
    }
    return {low, high};
  }
  pagmo::vector_double::size_type get_nobj() const { return shared ? shared->objectives : 1; }
  pagmo::vector_double::size_type get_nix() const {
    if (!shared) return 0;
    return static_cast<pagmo::vector_double::size_type>(
        std::ranges::count_if(shared->variables, &SearchVariable::whole));
  }
};

bool dominates(const std::vector<double>& a, const std::vector<double>& b) {
  bool better = false;
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (a[k] > b[k]) return false;
    better = better || a[k] < b[k];
  }
  return better;
}

}  // namespace

SearchOutcome search_front(const std::vector<SearchVariable>& variables, const SearchPoints& first,
                           const SearchRule& rule, const JudgePoints& judge) {
  assert(first.size() >= 8 && first.size() % 4 == 0);
  Shared shared{variables, std::vector<std::size_t>(variables.size()), &judge, rule.objectives};
  std::iota(shared.order.begin(), shared.order.end(), std::size_t{0});
  std::stable_partition(shared.order.begin(), shared.order.end(),
                        [&](std::size_t at) { return !variables[at].whole; });

  SearchOutcome outcome;
  // pagmo breeds in threads of TBB, which stay; a process forked while one of them holds a lock would wait
  // for it for ever. In an arena for one there are none.
  tbb::task_arena alone(1);
  const auto search = [&] {
    pagmo::population population{Problem{&shared}, 0u, rule.seed};
    const SearchPoints answers = shared.judged(first);
    for (std::size_t i = 0; i < first.size(); ++i)
      population.push_back(shared.to_pagmo(first[i]), answers[i]);
    pagmo::nsga2 method(rule.generations, 0.95, 10.0, 1.0 / static_cast<double>(variables.size() + 1), 50.0,
                        rule.seed);
    // a whole generation at a time, so that its runs go on in parallel
    method.set_bfe(pagmo::bfe{pagmo::member_bfe{}});
    population = pagmo::algorithm{method}.evolve(population);
    for (const pagmo::vector_double& values : population.get_x())
      outcome.population.push_back(shared.from_pagmo(values.data()));
    outcome.complete = true;
  };
  try {
    alone.execute(search);
  } catch (const NotKnown&) {
    outcome.population.clear();
  }
  return outcome;
}

double hypervolume(const SearchPoints& objectives, const std::vector<double>& reference) {
  SearchPoints inside;
  for (const auto& point : objectives)
    if (std::ranges::equal(point, reference, [](double value, double limit) { return value < limit; }))
      inside.push_back(point);
  return inside.empty() ? 0.0 : pagmo::hypervolume(inside).compute(reference);
}

std::vector<std::uint32_t> not_dominated(const SearchPoints& objectives) {
  std::vector<std::uint32_t> front;
  for (std::uint32_t i = 0; i < objectives.size(); ++i)
    if (std::ranges::none_of(objectives, [&](const auto& other) { return dominates(other, objectives[i]); }))
      front.push_back(i);
  return front;
}

std::string search_version() { return "pagmo " PAGMO_VERSION; }

}  // namespace fengsui
