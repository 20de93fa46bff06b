// SPDX-License-Identifier: Apache-2.0
// What times at several sizes say: from which size on a change pays, and what it costs at those that are used.
#pragma once

#include <optional>
#include <vector>

namespace velox::experiment {

/// One size, both sides.
struct SizeTimes {
  double n = 0;
  double a = 0, b = 0;             ///< least seconds of one call
  std::vector<double> log_ratios;  ///< log(a/b), round by round
};

/// log of how much faster B is than A at a size.
double log_ratio_at(const SizeTimes& size);

/// Where B is faster: at every size from `from` on. `from` is 0 when at all, and nothing when not even at the largest.
std::optional<double> pays_from(const std::vector<SizeTimes>& sizes);

/// Recorded calls of one size.
struct RecordedSize {
  double n = 0;
  double calls = 0;  ///< how often, relative to the others
};

/// What the sizes measured say about those recorded: B's time and A's, both relative to A's in all.
struct Weighed {
  double calls_lost = 0;  ///< part of the calls at sizes where B is slower
  double time_lost = 0;   ///< part of A's time that these take
  double ratio = 1;       ///< A's time over B's, all recorded calls
};

/// Times between sizes are interpolated on the log scale; beyond the ends the nearest size's ratio holds.
Weighed weigh(const std::vector<SizeTimes>& sizes, const std::vector<RecordedSize>& recorded);

}  // namespace velox::experiment
