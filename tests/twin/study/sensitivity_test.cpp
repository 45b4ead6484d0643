// Sensitivity analysis against functions whose effects and indices are known, each with a wrong variant.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <set>

#include "sim/base/inversion.h"
#include "sim/base/random.h"
#include "twin/study/sensitivity.h"

namespace fengsui {
namespace {

// A response: of the factors, of the luck of a run.
using Model = std::function<double(const std::vector<double>& x, const Stream& luck)>;

Study study_of(std::vector<std::pair<double, double>> ranges, const Sensitivity& plan, std::uint64_t seed = 1) {
  Study study;
  study.seed = seed;
  for (const auto& [low, high] : ranges) {
    Factor factor;
    factor.key = "x" + std::to_string(study.factors.size());
    factor.low = low;
    factor.high = high;
    study.factors.push_back(factor);
  }
  study.responses.resize(1);
  study.sensitivity = plan;
  return study;
}

PointValues values_of(const Study& study, const SensitivityDesign& design, const Model& model) {
  std::vector<StudyRun> runs;
  for (const DueRun& due : next_sensitivity_round(study, design, {}))
    runs.push_back({due.point, due.replication, due.seed, RunStatus::finished,
                    {model(design.points[due.point], Stream{due.seed, Draw::test, 0})}, ""});
  return point_values(runs, design.points.size(), 0);
}

double ishigami(const std::vector<double>& x, const Stream&) {
  return std::sin(x[0]) + 7.0 * std::pow(std::sin(x[1]), 2) + 0.1 * std::pow(x[2], 4) * std::sin(x[0]);
}
const std::vector<std::pair<double, double>> ishigami_ranges(3, {-std::numbers::pi, std::numbers::pi});

// Sobol's g-function
Model g_function(std::vector<double> a) {
  return [a](const std::vector<double>& x, const Stream&) {
    double product = 1.0;
    for (std::size_t i = 0; i < a.size(); ++i) product *= (std::abs(4.0 * x[i] - 2.0) + a[i]) / (1.0 + a[i]);
    return product;
  };
}

SobolIndices indices_of(const Study& study, const Model& model) {
  const SensitivityDesign design = sensitivity_design(study);
  return sobol_indices(study, design, values_of(study, design, model));
}

int covering(std::uint32_t n, double f, std::size_t i, bool total, const Model& model, const std::vector<std::pair<double,double>>& ranges) {
  int hits=0;
  for (int s=0;s<1000;++s){
    const Study study = study_of(ranges, {SensitivityMethod::sobol, n, 4, 2, 0.95}, 1000+s);
    const auto k = indices_of(study, model);
    const Bounded b = total? k.factors[i].total : k.factors[i].first;
    hits += b.low<=f && f<=b.high;
  }
  return hits;
}

TEST(Explore, X) {
  const Study study = study_of(ishigami_ranges, {SensitivityMethod::sobol, 20000, 4, 2, 0.95});
  const auto k = indices_of(study, ishigami);
  for (auto& f : k.factors) printf("%.4f %.4f %.4f   %.4f %.4f %.4f\n", f.first.value,f.first.low,f.first.high,f.total.value,f.total.low,f.total.high);
  for (std::uint32_t n : {32u, 64u, 200u, 500u}) {
    for (int i=0;i<3;++i) { const double S[]={.3139,.4424,0}, T[]={.5576,.4424,.2437};
      printf("n %u i %d first %d total %d\n", n,i,covering(n,S[i],i,false,ishigami,ishigami_ranges),covering(n,T[i],i,true,ishigami,ishigami_ranges)); }
    // linear with luck
    const Model m=[](const std::vector<double>& x, const Stream& l){ return x[0]+2*x[1]*(1+normal_quantile(l.uniform(0)))+ 2*normal_quantile(l.uniform(1));};
    const std::vector<std::pair<double,double>> r(2,{0,1});
    for (int i=0;i<2;++i) printf("n %u lin i %d first %d total %d\n", n,i,covering(n,i?.8:.2,i,false,m,r),covering(n,i?.8:.2,i,true,m,r));
  }
}
}  // namespace
}  // namespace fengsui
