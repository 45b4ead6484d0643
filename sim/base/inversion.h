// Distributions by inversion: each maps one uniform number in (0,1) to one value.
//
// The standard library's distributions differ between implementations; these do not.
// Inversion also keeps common random numbers synchronised: one uniform, one value, monotone.
#pragma once

namespace fengsui {

// Standard normal quantile; relative error below 1e-15 (Wichura 1988, algorithm AS 241, PPND16).
double normal_quantile(double probability);

// Standard normal distribution function.
double normal_cdf(double x);

double exponential_quantile(double probability, double mean);

// `sigma` is the standard deviation of the logarithm.
double lognormal_quantile(double probability, double median, double sigma);

double weibull_quantile(double probability, double shape, double scale);

double triangular_quantile(double probability, double low, double mode, double high);

// Number of failures before the first success, success probability `success` in (0, 1];
// returns infinity when `success` is 0.
double geometric_quantile(double probability, double success);

// Smallest k with P(N <= k) >= probability, N Poisson with the given mean (mean below 700).
unsigned poisson_quantile(double probability, double mean);

}  // namespace fengsui
