// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/sequential.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace velox::experiment {

namespace {

constexpr std::array kBets = {.55, .60, .65, .70, .75, .80, .85, .90, .95, .99};
constexpr double kCoverage = 0.95;

// P(Binomial(n, 1/2) < k), summed in logarithms so that large n does not overflow.
double lower_tail(int n, int k) {
  double sum = 0;
  for (int i = 0; i < k; ++i) {
    sum += std::exp(std::lgamma(n + 1.0) - std::lgamma(i + 1.0) - std::lgamma(n - i + 1.0) - n * std::log(2.0));
  }
  return sum;
}

}  // namespace

double sign_evidence(int pairs, int above) {
  double sum = 0;
  for (const double p : kBets) {
    sum += std::exp(above * std::log(2 * p) + (pairs - above) * std::log(2 * (1 - p)));
  }
  return sum / kBets.size();
}

int interval_rank(int n) {
  int k = 0;
  while (2 * (k + 1) <= n && 1 - 2 * lower_tail(n, k + 1) >= kCoverage) ++k;
  return k;
}

model::Speedup median_interval(std::span<const double> log_ratios) {
  if (log_ratios.empty()) return {};
  std::vector<double> sorted(log_ratios.begin(), log_ratios.end());
  std::sort(sorted.begin(), sorted.end());
  const std::size_t n = sorted.size();
  const double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  const auto rank = static_cast<std::size_t>(std::max(interval_rank(static_cast<int>(n)), 1));
  return {std::exp(median), std::exp(sorted[rank - 1]), std::exp(sorted[n - rank]), static_cast<int>(n)};
}

const char* to_string(Decision decision) {
  switch (decision) {
    case Decision::undecided: return "undecided";
    case Decision::win: return "win";
    case Decision::futile: return "futile";
    case Decision::slower: return "slower";
    case Decision::exhausted: return "exhausted";
  }
  return "undecided";
}

double SequentialTest::evidence_above(double bar) const {
  const auto above = std::count_if(log_ratios_.begin(), log_ratios_.end(), [&](double x) { return x > bar; });
  return sign_evidence(pairs(), static_cast<int>(above));
}

double SequentialTest::evidence_below(double bar) const {
  const auto below = std::count_if(log_ratios_.begin(), log_ratios_.end(), [&](double x) { return x < bar; });
  return sign_evidence(pairs(), static_cast<int>(below));
}

double SequentialTest::win_evidence() const { return evidence_above(options_.min_log_gain / 2); }
double SequentialTest::gain_evidence() const { return evidence_above(0); }

bool SequentialTest::noisy() const {
  const double median = std::log(speedup().estimate);
  std::vector<double> deviations;
  for (const double x : log_ratios_) deviations.push_back(std::abs(x - median));
  const auto middle = deviations.begin() + static_cast<std::ptrdiff_t>(deviations.size() / 2);
  std::nth_element(deviations.begin(), middle, deviations.end());
  // A large gain with an equally large spread is no noise: only a spread that could carry pairs across zero is.
  return *middle > options_.min_log_gain / 2 && *middle > std::abs(median) / 4;
}

void SequentialTest::add(double log_ratio) {
  log_ratios_.push_back(std::isfinite(log_ratio) ? log_ratio : 0);
  if (decision_ != Decision::undecided || pairs() % 2 != 0 || pairs() < options_.min_pairs) return;
  const double win = win_evidence();
  if (win >= options_.noisy_win_threshold || (win >= options_.win_threshold && !noisy())) {
    decision_ = Decision::win;
  } else if (evidence_below(0) >= options_.slower_threshold) {
    decision_ = Decision::slower;
  } else if (evidence_below(options_.min_log_gain) >= options_.futility_threshold) {
    decision_ = Decision::futile;
  } else if (pairs() >= options_.max_pairs) {
    decision_ = Decision::exhausted;
  }
}

}  // namespace velox::experiment
