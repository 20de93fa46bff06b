// SPDX-License-Identifier: Apache-2.0
// Robust statistics of small samples: a few wild values do not move them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace velox {

/// Of an even number the mean of the two in the middle; 0 for none.
inline double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// Estimates the standard deviation by the median absolute deviation; the factor makes it that of a normal distribution.
inline double robust_deviation(const std::vector<double>& values) {
  const double centre = median(values);
  std::vector<double> distances;
  for (const double value : values) distances.push_back(std::abs(value - centre));
  return 1.4826 * median(std::move(distances));
}

}  // namespace velox
