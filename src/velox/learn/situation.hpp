// SPDX-License-Identifier: Apache-2.0
// What is learnt from, as plain values: where a decision was made, what could be chosen there, and what came of it.
#pragma once

#include <cstdint>
#include <vector>

namespace velox::learn {

/// A moment of decision. Numbers are expected to be scaled to about [-1, 1] by whoever makes them.
struct Situation {
  std::vector<float> state;
  /// The features of each legal action, row after row. Empty where the actions are always the same, and after the end.
  std::vector<float> actions;

  bool operator==(const Situation&) const = default;
};

/// How an episode goes on after a decision.
enum class Ending {
  none,      ///< it goes on
  terminal,  ///< nothing can be gained any more
  cut        ///< it would have gone on, but nobody looked: what follows still has its value
};

/// One decision as it is replayed. With n-step returns `reward` is the discounted sum over n steps and `after` lies n
/// steps later; the value of `after` counts `discount` times (0 after a terminal end).
struct Transition {
  Situation before;
  std::uint32_t action = 0;  ///< index among the legal actions of `before`
  float reward = 0;
  Situation after;
  float discount = 0;

  bool operator==(const Transition&) const = default;
};

}  // namespace velox::learn
