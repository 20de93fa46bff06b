// SPDX-License-Identifier: Apache-2.0
// When a smaller change does as well as a larger one. Pure functions.
#pragma once

#include <vector>

#include "velox/model/verdict.hpp"

namespace velox::agents {

/// Whether the changes of `larger`, each measured on top of the one before, are faster together than `smaller` by more than the
/// noise of both: the distance of the estimates' logarithms against the half widths of their intervals, added as independent
/// errors are.
bool faster_than(const std::vector<model::Speedup>& larger, const model::Speedup& smaller);

}  // namespace velox::agents
