// SPDX-License-Identifier: Apache-2.0
// Many situations as matrices, the way a network takes them. The values of a batch are one row: those of the first
// situation's legal actions, then those of the second one, and so on.
#pragma once

#include <cstdint>
#include <vector>

#include "velox/learn/network.hpp"
#include "velox/learn/situation.hpp"

namespace velox::trainer {

class Batch {
 public:
  /// Empties the batch for situations of this shape; memory is kept.
  void begin(const learn::NetworkShape& shape);
  /// REQUIRES: learn::fits(shape, situation).
  void add(const learn::Situation& situation);

  std::size_t situations() const { return starts_.size() - 1; }
  /// situations() x state_size.
  const std::vector<float>& states() const { return states_; }
  /// Head::features only: a row of state and features for each legal action of each situation.
  const std::vector<float>& pairs() const { return pairs_; }
  /// Where the values of situation i begin; one more at the end: the number of all values.
  const std::vector<std::uint32_t>& starts() const { return starts_; }
  std::size_t values() const { return starts_.back(); }

 private:
  learn::NetworkShape shape_;
  std::vector<float> states_, pairs_;
  std::vector<std::uint32_t> starts_{0};
};

}  // namespace velox::trainer
