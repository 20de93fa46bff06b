// SPDX-License-Identifier: Apache-2.0
// Means with the interval that another draw of projects could have given: the percentile bootstrap (Efron and Tibshirani, "An introduction
// to the bootstrap", 1993, chapter 13). Pure functions: the same numbers give the same interval.
#pragma once

#include <cstddef>
#include <span>

namespace velox::learn {

/// A figure with its 95 % interval.
struct Interval {
  double value = 0, low = 0, high = 0;
  std::size_t count = 0;  ///< of the numbers it rests on
};

/// Of the mean. With no number all is zero, with one the interval has no width: look at `count`.
Interval mean_of(std::span<const double> values);

/// Of sum(over) / sum(under), drawn in pairs. REQUIRES: as many of each, none negative. Zero where `under` has no sum.
Interval ratio_of(std::span<const double> over, std::span<const double> under);

}  // namespace velox::learn
