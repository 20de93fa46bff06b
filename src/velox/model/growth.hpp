// SPDX-License-Identifier: Apache-2.0
// How the time of a unit's calls grows with their size, before and after a change.
#pragma once

#include <string>
#include <vector>

namespace velox::model {

/// Of one side: k of n^k beside a constant part, with a 95 % interval.
struct GrowthSide {
  double exponent = 0;
  double low = 0, high = 0;
  std::string name;  ///< "1", "log n", "n", "n log n", "n^2", "n^2 log n", "n^3", "2^n"; empty when not clear
};

struct GrowthTimes {
  double n = 0;
  double before_s = 0, after_s = 0;  ///< of one call
};

struct Growth {
  std::string skipped;    ///< why there is nothing else here; empty when there is
  std::string parameter;  ///< what was scaled: "rows", "xs, ys", "rows[]"
  GrowthSide before, after;
  bool pays = true;       ///< at the largest size
  double pays_from = 0;   ///< if it pays: the size from which on it does; 0 when at every size tried
  double typical = 0;     ///< size of the recorded call that was scaled
  double calls_lost = 0;  ///< part of the recorded calls whose size is one at which it costs
  double time_lost = 0;   ///< part of the time before that these take
  std::vector<GrowthTimes> sizes;
};

}  // namespace velox::model
