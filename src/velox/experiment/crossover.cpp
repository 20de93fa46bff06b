// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/crossover.hpp"

#include <algorithm>
#include <cmath>

#include "velox/base/statistics.hpp"

namespace velox::experiment {

namespace {

constexpr double kLoss = 0.03;  // of the time: what is slower by less is as fast

}  // namespace

double log_ratio_at(const SizeTimes& size) {
  return size.log_ratios.empty() ? std::log(size.a / size.b) : median(size.log_ratios);
}

std::optional<double> pays_from(const std::vector<SizeTimes>& sizes) {
  std::size_t first = sizes.size();
  while (first > 0 && log_ratio_at(sizes[first - 1]) > -kLoss) --first;
  if (first == sizes.size()) return std::nullopt;
  if (first == 0) return 0;
  const double below = log_ratio_at(sizes[first - 1]), above = std::max(log_ratio_at(sizes[first]), 0.0);
  const double from = std::log(sizes[first - 1].n), to = std::log(sizes[first].n);
  return std::exp(from + (to - from) * (-below / (above - below)));
}

Weighed weigh(const std::vector<SizeTimes>& sizes, const std::vector<RecordedSize>& recorded) {
  Weighed result;
  if (sizes.empty()) return result;
  double calls = 0, before = 0, after = 0;
  for (const RecordedSize& one : recorded) {
    const auto above = std::ranges::find_if(sizes, [&](const SizeTimes& size) { return size.n >= one.n; });
    double log_a = 0, ratio = 0;
    if (above == sizes.begin() || above == sizes.end()) {
      const SizeTimes& end = above == sizes.end() ? sizes.back() : sizes.front();
      // Beyond the ends A's time is taken as linear in n, which no ratio depends on.
      log_a = std::log(end.a) + (above == sizes.end() ? std::log(one.n / end.n) : 0);
      ratio = log_ratio_at(end);
    } else {
      const SizeTimes &to = *above, &from = *(above - 1);
      const double part = std::log(one.n / from.n) / std::log(to.n / from.n);
      log_a = std::log(from.a) * (1 - part) + std::log(to.a) * part;
      ratio = log_ratio_at(from) * (1 - part) + log_ratio_at(to) * part;
    }
    const double time = one.calls * std::exp(log_a);
    calls += one.calls;
    before += time;
    after += time * std::exp(-ratio);
    if (ratio < -kLoss) {
      result.calls_lost += one.calls;
      result.time_lost += time;
    }
  }
  if (before <= 0 || after <= 0) return {};
  result.calls_lost /= calls;
  result.time_lost /= before;
  result.ratio = before / after;
  return result;
}

}  // namespace velox::experiment
