// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/growth.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "velox/base/statistics.hpp"

namespace velox::experiment {

namespace {

constexpr std::size_t kLeastPoints = 5;
constexpr double kLeastRange = 3;
constexpr double kModelError = 0.04;  // no form is truer than this: caches, growth of lists in steps, clocks
constexpr double kWideRange = 50, kGrowthWorthTheName = 1.25;
constexpr double kRangeOfClear = 16;  // from which on lower orders are left behind
constexpr double kLeadOfFlat = 10;
constexpr double kHuber = 2;  // of the noise: from there on a residual counts linearly
constexpr double kMostExponent = 6, kExponentStep = 0.02;
constexpr double kLeastBase = 1.15, kMostBase = 8;  // c of c^n
constexpr int kBaseSteps = 60, kShareSteps = 48;
constexpr int kWeightRounds = 4;
constexpr double kLogShareFrom = -4;  // constant part from 1e-4 of what grows at the largest size ...
constexpr double kLogShareTo = 4;     // ... to 1e4 times that

constexpr std::array kClasses = {GrowthClass::constant,     GrowthClass::logarithmic, GrowthClass::linear,
                                 GrowthClass::linearithmic, GrowthClass::quadratic,   GrowthClass::quadratic_log,
                                 GrowthClass::cubic,        GrowthClass::exponential};

struct Loss {
  double sum = std::numeric_limits<double>::infinity();
  bool constant_part = false;  // h > 0 was needed
};

// Points on the log scale, and how residuals count.
class Fit {
 public:
  explicit Fit(std::vector<GrowthPoint> points) : points_(std::move(points)) {
    for (const GrowthPoint& point : points_) log_times_.push_back(std::log(point.seconds));
    for (std::size_t i = 0; i < count(); ++i)
      weights_.push_back(2 * static_cast<double>(i + 1) / static_cast<double>(count() + 1));
  }

  std::size_t count() const { return points_.size(); }
  const std::vector<GrowthPoint>& points() const { return points_; }
  void set_noise(double noise) { noise_ = noise; }

  // The best b for log t = log b + log g, found by reweighting; returns the sum of losses.
  double loss_of(const std::vector<double>& log_g) const {
    std::vector<double> residuals(count());
    for (std::size_t i = 0; i < count(); ++i) residuals[i] = log_times_[i] - log_g[i];
    double level = median(residuals);
    for (int round = 0; round < kWeightRounds; ++round) {
      double sum = 0, weights = 0;
      for (std::size_t i = 0; i < count(); ++i) {
        const double stray = std::max(std::abs(residuals[i] - level), 1e-12);
        const double weight = weights_[i] * std::min(1.0, kHuber * noise_ / stray);
        sum += weight * residuals[i];
        weights += weight;
      }
      level = sum / weights;
    }
    double loss = 0;
    for (std::size_t i = 0; i < count(); ++i) loss += weights_[i] * huber(residuals[i] - level);
    return loss;
  }

  // The best h for t = b (h + f), f given by its logarithms.
  Loss with_constant_part(const std::vector<double>& log_f) const {
    Loss best;
    best.sum = loss_of(log_f);
    const double top = *std::ranges::max_element(log_f);
    std::vector<double> log_g(count());
    for (int step = 0; step <= kShareSteps; ++step) {
      const double log_h = top + std::log(10) * (kLogShareFrom + (kLogShareTo - kLogShareFrom) * step / kShareSteps);
      for (std::size_t i = 0; i < count(); ++i) {
        const double more = std::max(log_f[i], log_h);
        log_g[i] = more + std::log1p(std::exp(std::min(log_f[i], log_h) - more));
      }
      if (const double sum = loss_of(log_g); sum < best.sum * (1 - 1e-9)) best = {sum, true};
    }
    return best;
  }

  Loss power(double exponent) const {
    std::vector<double> log_f;
    for (const GrowthPoint& point : points_) log_f.push_back(exponent * std::log(point.n));
    return with_constant_part(log_f);
  }

  Loss exponential() const {
    Loss best;
    for (int step = 0; step <= kBaseSteps; ++step) {
      const double log_c = std::log(kLeastBase) + std::log(kMostBase / kLeastBase) * step / kBaseSteps;
      std::vector<double> log_f;
      for (const GrowthPoint& point : points_) log_f.push_back(log_c * point.n);
      if (const Loss loss = with_constant_part(log_f); loss.sum < best.sum) best = loss;
    }
    return best;
  }

 private:
  double huber(double residual) const {
    const double size = std::abs(residual), bend = kHuber * noise_;
    return size <= bend ? size * size : bend * (2 * size - bend);
  }

  std::vector<GrowthPoint> points_;
  std::vector<double> log_times_;
  std::vector<double> weights_;  // mean 1; larger sizes count more: the small ones belong to lower orders
  double noise_ = kModelError;
};

std::vector<double> log_form(GrowthClass growth, const std::vector<GrowthPoint>& points) {
  std::vector<double> result;
  for (const GrowthPoint& point : points) {
    const double log_n = std::log(point.n), log_log = std::log(std::log2(point.n + 1));
    switch (growth) {
      case GrowthClass::logarithmic: result.push_back(log_log); break;
      case GrowthClass::linear: result.push_back(log_n); break;
      case GrowthClass::linearithmic: result.push_back(log_n + log_log); break;
      case GrowthClass::quadratic: result.push_back(2 * log_n); break;
      case GrowthClass::quadratic_log: result.push_back(2 * log_n + log_log); break;
      case GrowthClass::cubic: result.push_back(3 * log_n); break;
      case GrowthClass::constant:
      case GrowthClass::exponential: result.push_back(0); break;
    }
  }
  return result;
}

// Schwarz, "Estimating the dimension of a model", 1978, with the model error added to the variance.
// Second, the typical relative misfit.
std::pair<double, double> bic(GrowthClass growth, const Fit& fit) {
  const double n = static_cast<double>(fit.count());
  Loss loss;
  int parameters = 1;
  if (growth == GrowthClass::constant) {
    loss.sum = fit.loss_of(std::vector<double>(fit.count(), 0.0));
  } else if (growth == GrowthClass::exponential) {
    loss = fit.exponential();
    parameters = 2;
  } else {
    loss = fit.with_constant_part(log_form(growth, fit.points()));
  }
  if (loss.constant_part) ++parameters;
  return {n * std::log(loss.sum / n + kModelError * kModelError) + parameters * std::log(n), std::sqrt(loss.sum / n)};
}

// 97.5 % point of Student's t, within 1 % for 2 and more degrees of freedom (Hill's expansion to the second order fails
// below 4, so that those are from the table).
double student_t(int freedom) {
  constexpr std::array<double, 4> kFew = {12.706, 4.303, 3.182, 2.776};
  if (freedom <= 4) return kFew[static_cast<std::size_t>(std::max(freedom, 1) - 1)];
  const double z = 1.959964, v = freedom;
  return z + (std::pow(z, 3) + z) / (4 * v) + (5 * std::pow(z, 5) + 16 * std::pow(z, 3) + 3 * z) / (96 * v * v);
}

void fit_exponent(Fit& fit, GrowthFit& result) {
  const double error = static_cast<double>(fit.count()) * kModelError * kModelError;
  std::vector<double> losses;
  for (double k = 0; k <= kMostExponent + kExponentStep / 2; k += kExponentStep) losses.push_back(fit.power(k).sum);
  const auto best = std::ranges::min_element(losses);
  const int freedom = static_cast<int>(fit.count()) - 3;
  const double t = student_t(freedom), most = (*best + error) * (1 + t * t / std::max(freedom, 1));
  const auto exponent = [&](auto at) { return kExponentStep * static_cast<double>(at - losses.begin()); };
  auto low = best, high = best;
  while (low != losses.begin() && *(low - 1) + error <= most) --low;
  while (high + 1 != losses.end() && *(high + 1) + error <= most) ++high;
  result.exponent = exponent(best);
  result.low = exponent(low);
  result.high = exponent(high);
}

// Where nothing worth the name grows, every exponent fits beside a large enough constant part. Then the slope of the plain
// line through the logarithms is told, with its interval.
void take_slope(const std::vector<GrowthPoint>& points, GrowthFit& result) {
  const double count = static_cast<double>(points.size());
  double mean_x = 0, mean_y = 0, xx = 0, xy = 0, rest = 0;
  for (const GrowthPoint& point : points) {
    mean_x += std::log(point.n) / count;
    mean_y += std::log(point.seconds) / count;
  }
  for (const GrowthPoint& point : points) {
    const double x = std::log(point.n) - mean_x;
    xx += x * x;
    xy += x * (std::log(point.seconds) - mean_y);
  }
  for (const GrowthPoint& point : points)
    rest += std::pow(std::log(point.seconds) - mean_y - xy / xx * (std::log(point.n) - mean_x), 2);
  const int freedom = static_cast<int>(points.size()) - 2;
  const double error = student_t(freedom) * std::sqrt(rest / freedom / xx);
  result.exponent = xy / xx;
  result.low = result.exponent - error;
  result.high = result.exponent + error;
}

// Over a wide range, an increase by less than kGrowthWorthTheName is other branches and caches, not growth.
bool hardly_grows(const std::vector<GrowthPoint>& points) {
  if (points.back().n < points.front().n * kWideRange) return false;
  const std::size_t third = points.size() / 3;
  std::vector<double> small, large;
  for (std::size_t i = 0; i < third; ++i) {
    small.push_back(points[i].seconds);
    large.push_back(points[points.size() - 1 - i].seconds);
  }
  return median(large) < median(small) * kGrowthWorthTheName;
}

std::vector<GrowthPoint> usable(std::span<const GrowthPoint> points) {
  std::vector<GrowthPoint> result;
  for (const GrowthPoint& point : points) {
    if (std::isfinite(point.n) && std::isfinite(point.seconds) && point.n >= 1 && point.seconds > 0)
      result.push_back(point);
  }
  std::ranges::sort(result, {}, &GrowthPoint::n);
  return result;
}

// How far neighbours stray from the line through those beside them: the noise, before any form is known.
double noise_of(const std::vector<GrowthPoint>& points) {
  std::vector<double> strays;
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const double from = std::log(points[i - 1].n), to = std::log(points[i + 1].n);
    if (to <= from) continue;
    const double part = (std::log(points[i].n) - from) / (to - from);
    const double line = (1 - part) * std::log(points[i - 1].seconds) + part * std::log(points[i + 1].seconds);
    strays.push_back(std::abs(std::log(points[i].seconds) - line));
  }
  return strays.empty() ? kModelError : std::clamp(median(strays), kModelError, 0.1);
}

}  // namespace

const char* to_string(GrowthClass growth) {
  switch (growth) {
    case GrowthClass::constant: return "1";
    case GrowthClass::logarithmic: return "log n";
    case GrowthClass::linear: return "n";
    case GrowthClass::linearithmic: return "n log n";
    case GrowthClass::quadratic: return "n^2";
    case GrowthClass::quadratic_log: return "n^2 log n";
    case GrowthClass::cubic: return "n^3";
    case GrowthClass::exponential: return "2^n";
  }
  return "1";
}

std::optional<GrowthFit> fit_growth(std::span<const GrowthPoint> given) {
  std::vector<GrowthPoint> points = usable(given);
  if (points.size() < kLeastPoints || points.back().n < points.front().n * kLeastRange) return std::nullopt;
  const double noise = noise_of(points);
  const bool flat = hardly_grows(points);
  Fit fit(points);
  fit.set_noise(noise);
  GrowthFit result;
  fit_exponent(fit, result);
  std::vector<std::pair<std::pair<double, double>, GrowthClass>> order;
  for (const GrowthClass growth : kClasses) order.emplace_back(bic(growth, fit), growth);
  std::ranges::sort(order);
  result.best = order[0].second;
  result.noise = order[0].first.second;
  result.lead = order[1].first.first - order[0].first.first;
  const bool wide = points.back().n >= points.front().n * kRangeOfClear;
  if (!wide && result.best != GrowthClass::exponential) result.lead = 0;
  if (flat) {
    result.best = GrowthClass::constant;
    result.lead = kLeadOfFlat;
  }
  if (result.best == GrowthClass::constant) take_slope(points, result);
  return result;
}

}  // namespace velox::experiment
