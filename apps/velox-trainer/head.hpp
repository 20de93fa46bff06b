// SPDX-License-Identifier: Apache-2.0
// Between the outputs of a network and the values of actions: the duelling sum, and how a change of some values
// changes the outputs. Plain C++, since a dozen tiny operations cost a tensor library more than the matrices do. Pure functions.
#pragma once

#include <span>
#include <vector>

#include "velox-trainer/batch.hpp"

namespace velox::trainer {

/// The outputs of the layers `main` (a row for each situation, or with Head::features for each action) and `value` (one for
/// each situation; empty unless Head::features is duelling), or the slopes of a loss by them.
struct Outputs {
  std::vector<float> main, value;
};

/// Whether the plan of this shape has a value network of its own.
bool has_value_network(const learn::NetworkShape& shape);

/// The values of all legal actions, as Batch orders them.
void values_of_outputs(const learn::NetworkShape& shape, const Batch& batch, std::span<const float> main,
                       std::span<const float> value, std::vector<float>& values);

/// The slopes by all outputs, when the value at chosen[i] has slope slopes[i] and all others 0. REQUIRES: one choice for each
/// situation, among its own values.
void slopes_of_outputs(const learn::NetworkShape& shape, const Batch& batch, std::span<const std::int64_t> chosen,
                       std::span<const float> slopes, Outputs& outputs);

}  // namespace velox::trainer
