// SPDX-License-Identifier: Apache-2.0
// Bayesian linear regression with unknown noise: weights are normal and the noise's variance inverse-gamma, before and after any number
// of observations, so that the posterior has a closed form (Murphy, "Machine learning: a probabilistic perspective", 2012, section
// 7.6.3). It is kept as sufficient statistics: sums over what was seen, from which no single observation can be told.
// Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/json.hpp"
#include "velox/base/random.hpp"

namespace velox::learn {

class BayesianRegression {
 public:
  /// What is believed before anything was seen: weights around `mean`, each with a variance of noise / precision.
  /// REQUIRES: mean is not empty, precision > 0, noise > 0.
  BayesianRegression(const std::vector<double>& mean, double precision, double noise);

  std::size_t size() const { return weighted_.size(); }
  std::uint64_t count() const { return count_; }
  /// REQUIRES: as many features as weights.
  void add(std::span<const double> features, double value);

  /// The posterior's mean.
  std::vector<double> mean() const;
  /// Weights drawn from the posterior.
  std::vector<double> sample(Random& random) const;

  Json to_json() const;
  /// Errors: invalid, with what is wrong: sizes, numbers that are not finite or no posterior's.
  static Result<BayesianRegression> from_json(const Json& value, std::size_t size);

 private:
  BayesianRegression() = default;
  /// The lower triangle L of the precision = L L^T; empty when there is none.
  std::vector<double> factor() const;
  std::vector<double> mean(const std::vector<double>& factor) const;
  double noise_scale(const std::vector<double>& mean) const;

  std::vector<double> precision_;  // lower triangle, row after row: prior + sum of x x^T
  std::vector<double> weighted_;   // prior + sum of x y
  double squares_ = 0;             // prior + sum of y^2
  double noise_ = 1;               // of the prior
  std::uint64_t count_ = 0;
};

/// A standard normal number (Box and Muller, 1958).
double draw_normal(Random& random);
/// A gamma number of this shape and scale 1 (Marsaglia and Tsang, "A simple method for generating gamma variables", 2000).
/// REQUIRES: shape >= 1.
double draw_gamma(double shape, Random& random);

}  // namespace velox::learn
