// SPDX-License-Identifier: Apache-2.0
// How the time of a call grows with the size of its input, told from a handful of measured points.
//
// Problem: "is it n or n log n" is asked of six to twelve noisy times that all hold a constant part (the call itself), on a
// machine that now and then doubles one of them. A straight line through a log-log plot answers wrongly: the constant part bends
// it (McGeoch, Sanders, Fleischer, Cohen and Precup, "Using finite experiments to study asymptotic performance", 2002).
// Idea: fit t = b (h + f(n)) for every form f on the log scale, where noise is a factor, with a robust loss (Huber, "Robust
// estimation of a location parameter", 1964), and let the Bayesian information criterion choose among the forms, as empirical
// complexity tools do by least squares (Goldsmith, Aiken and Wilkerson, "Measuring empirical computational complexity", FSE
// 2007; Google Benchmark's complexity fit chooses by the root mean square alone and knows neither constant parts nor doubt). The exponent
// is that of t = b (h + n^k) with the profile interval of k: all k whose fit is not worse than the best by more than
// an F test at 5 % allows (Bates and Watts, "Nonlinear regression analysis", 1988, 6.1).
//
// Limits: only what lies in the range of the sizes is seen; caches make large sizes dearer, which looks like a factor log n.
#pragma once

#include <optional>
#include <span>
#include <string>

namespace velox::experiment {

enum class GrowthClass { constant, logarithmic, linear, linearithmic, quadratic, quadratic_log, cubic, exponential };
/// "1", "log n", "n", "n log n", "n^2", "n^2 log n", "n^3", "2^n".
const char* to_string(GrowthClass growth);

struct GrowthPoint {
  double n = 1;        ///< size, at least 1
  double seconds = 0;  ///< of one call, above 0
};

struct GrowthFit {
  double exponent = 0, low = 0, high = 0;  ///< k of n^k beside a constant part, with a 95 % interval
  GrowthClass best = GrowthClass::constant;
  double lead = 0;   ///< BIC by which `best` is ahead of the next form; above 2 is "positive evidence"
  double noise = 0;  ///< typical relative residual of `best`
  /// The form is ahead (Raftery, "Bayesian model selection in social research", 1995), and the points do lie on a curve.
  bool clear() const { return lead >= 2 && noise <= 0.15; }
};

/// `points` need no order; large sizes count more than small ones, in which lower orders show. Nothing with fewer than five points, or sizes less than a factor of 3 apart. Points that are not positive or not finite
/// are left out. Deterministic, thread-safe; some milliseconds.
std::optional<GrowthFit> fit_growth(std::span<const GrowthPoint> points);

}  // namespace velox::experiment
