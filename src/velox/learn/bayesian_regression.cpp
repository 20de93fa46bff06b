// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/bayesian_regression.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "velox/base/json_full.hpp"

namespace velox::learn {

namespace {

constexpr double kPriorShape = 2;      ///< of the noise's inverse gamma: its mean is the prior noise
constexpr double kLeastScale = 1e-6;   ///< rounding must not leave less noise than that
constexpr double kLargest = 1e12;      ///< of any sum: beyond it a file is not ours
constexpr double kLeastPivot = 1e-12;  ///< of a matrix that can be inverted

/// Where row `i` of a lower triangle begins.
constexpr std::size_t row_at(std::size_t i) { return i * (i + 1) / 2; }

/// Solves L y = b in place.
void solve_lower(const std::vector<double>& lower, std::vector<double>& b) {
  for (std::size_t i = 0; i < b.size(); ++i) {
    const double* row = lower.data() + row_at(i);
    for (std::size_t j = 0; j < i; ++j) b[i] -= row[j] * b[j];
    b[i] /= row[i];
  }
}

/// Solves L^T x = b in place.
void solve_upper(const std::vector<double>& lower, std::vector<double>& b) {
  for (std::size_t i = b.size(); i-- > 0;) {
    const double* row = lower.data() + row_at(i);
    b[i] /= row[i];
    for (std::size_t j = 0; j < i; ++j) b[j] -= row[j] * b[i];
  }
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

Result<std::vector<double>> numbers_of(const Json& value, const char* key, std::size_t size) {
  const Json& list = json::member(value, key);
  if (!list.is_array() || list.size() != size)
    return fail(ErrorCode::invalid, std::string("'") + key + "' is not a list of " + std::to_string(size) + " numbers");
  std::vector<double> numbers;
  numbers.reserve(size);
  for (const Json& number : list) {
    if (!number.is_number() || !(std::abs(number.get<double>()) <= kLargest))
      return fail(ErrorCode::invalid, std::string("a number of '") + key + "' is none, or too large");
    numbers.push_back(number.get<double>());
  }
  return numbers;
}

Result<double> number_of(const Json& value, const char* key, double least) {
  const Json& number = json::member(value, key);
  if (!number.is_number() || !(number.get<double>() >= least && number.get<double>() <= kLargest))
    return fail(ErrorCode::invalid, std::string("'") + key + "' is not a number, or out of its bounds");
  return number.get<double>();
}

}  // namespace

BayesianRegression::BayesianRegression(const std::vector<double>& mean, double precision, double noise)
    : precision_(row_at(mean.size()), 0), weighted_(mean), noise_(noise) {
  for (std::size_t i = 0; i < mean.size(); ++i) precision_[row_at(i) + i] = precision;
  for (double& weight : weighted_) weight *= precision;
  squares_ = precision * dot(mean, mean);
}

void BayesianRegression::add(std::span<const double> features, double value) {
  double* entry = precision_.data();
  for (std::size_t i = 0; i < size(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) *entry++ += features[i] * features[j];
    weighted_[i] += features[i] * value;
  }
  squares_ += value * value;
  ++count_;
}

std::vector<double> BayesianRegression::factor() const {
  std::vector<double> lower = precision_;
  for (std::size_t i = 0; i < size(); ++i) {
    double* row = lower.data() + row_at(i);
    for (std::size_t j = 0; j <= i; ++j) {
      const double* other = lower.data() + row_at(j);
      double sum = row[j];
      for (std::size_t k = 0; k < j; ++k) sum -= row[k] * other[k];
      if (j < i) {
        row[j] = sum / other[j];
      } else if (sum > kLeastPivot) {
        row[j] = std::sqrt(sum);
      } else {
        return {};
      }
    }
  }
  return lower;
}

std::vector<double> BayesianRegression::mean(const std::vector<double>& factor) const {
  std::vector<double> weights = weighted_;
  solve_lower(factor, weights);
  solve_upper(factor, weights);
  return weights;
}

std::vector<double> BayesianRegression::mean() const { return mean(factor()); }

double BayesianRegression::noise_scale(const std::vector<double>& mean) const {
  // The prior's scale is noise * (shape - 1), so that the mean of the inverse gamma is the prior noise.
  return std::max(noise_ * (kPriorShape - 1) + (squares_ - dot(mean, weighted_)) / 2, kLeastScale);
}

std::vector<double> BayesianRegression::sample(Random& random) const {
  const auto lower = factor();
  auto weights = mean(lower);
  const double shape = kPriorShape + static_cast<double>(count_) / 2;
  const double deviation = std::sqrt(noise_scale(weights) / draw_gamma(shape, random));
  std::vector<double> step(size());
  for (double& number : step) number = draw_normal(random);
  solve_upper(lower, step);
  for (std::size_t i = 0; i < size(); ++i) weights[i] += deviation * step[i];
  return weights;
}

Json BayesianRegression::to_json() const {
  return {
      {"precision", precision_}, {"weighted", weighted_}, {"squares", squares_}, {"noise", noise_}, {"count", count_}};
}

Result<BayesianRegression> BayesianRegression::from_json(const Json& value, std::size_t size) {
  BayesianRegression read;
  read.precision_ = VX_TRY(numbers_of(value, "precision", row_at(size)));
  read.weighted_ = VX_TRY(numbers_of(value, "weighted", size));
  read.squares_ = VX_TRY(number_of(value, "squares", 0));
  read.noise_ = VX_TRY(number_of(value, "noise", kLeastScale));
  const Json& count = json::member(value, "count");
  if (!count.is_number_unsigned() || count.get<std::uint64_t>() > static_cast<std::uint64_t>(kLargest))
    return fail(ErrorCode::invalid, "'count' is not a number of observations");
  read.count_ = count.get<std::uint64_t>();
  if (read.factor().empty()) return fail(ErrorCode::invalid, "'precision' is not positive definite");
  return read;
}

double draw_normal(Random& random) {
  const double radius = std::sqrt(-2 * std::log1p(-random.uniform()));
  return radius * std::cos(2 * std::numbers::pi * random.uniform());
}

double draw_gamma(double shape, Random& random) {
  const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  while (true) {
    const double x = draw_normal(random);
    const double v = std::pow(1 + c * x, 3);
    if (v <= 0) continue;
    if (std::log1p(-random.uniform()) < x * x / 2 + d - d * v + d * std::log(v)) return d * v;
  }
}

}  // namespace velox::learn
