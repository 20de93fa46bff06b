// SPDX-License-Identifier: Apache-2.0
// A number that moves in a straight line from one value to another and then stays: exploration, learning rate, beta.
#pragma once

#include <algorithm>

namespace velox::learn {

struct Schedule {
  double from = 0;
  double to = 0;
  double over = 1;  ///< steps until `to` is reached; 0: at once

  double at(double step) const {
    if (over <= 0) return to;
    return from + (to - from) * std::clamp(step / over, 0.0, 1.0);
  }
};

}  // namespace velox::learn
