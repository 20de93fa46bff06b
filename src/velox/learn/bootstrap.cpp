// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/bootstrap.hpp"

#include <algorithm>
#include <vector>

#include "velox/base/random.hpp"

namespace velox::learn {

namespace {

constexpr std::size_t kDraws = 2000;
constexpr double kTail = 0.025;
constexpr std::uint64_t kSeed = 1979;

/// The interval of `statistic`, a function of places in the sample.
template <typename F>
Interval interval_of(std::size_t count, F&& statistic) {
  std::vector<std::size_t> places(count);
  for (std::size_t i = 0; i < count; ++i) places[i] = i;
  Interval interval{statistic(places), 0, 0, count};
  Random random(kSeed);
  std::vector<double> drawn(kDraws);
  for (double& value : drawn) {
    for (std::size_t& place : places) place = random.below(count);
    value = statistic(places);
  }
  std::ranges::sort(drawn);
  interval.low = drawn[static_cast<std::size_t>(kTail * (kDraws - 1))];
  interval.high = drawn[static_cast<std::size_t>((1 - kTail) * (kDraws - 1))];
  return interval;
}

double sum_of(std::span<const double> values, const std::vector<std::size_t>& places) {
  double sum = 0;
  for (const std::size_t place : places) sum += values[place];
  return sum;
}

}  // namespace

Interval mean_of(std::span<const double> values) {
  if (values.empty()) return {};
  return interval_of(values.size(), [&](const std::vector<std::size_t>& places) {
    return sum_of(values, places) / static_cast<double>(places.size());
  });
}

Interval ratio_of(std::span<const double> over, std::span<const double> under) {
  if (over.empty()) return {};
  return interval_of(over.size(), [&](const std::vector<std::size_t>& places) {
    const double below = sum_of(under, places);
    return below > 0 ? sum_of(over, places) / below : 0.0;
  });
}

}  // namespace velox::learn
