// SPDX-License-Identifier: Apache-2.0
// The memory that is learnt from: a ring of transitions, drawn from evenly or, prioritised, in proportion to |TD
// error|^alpha (Schaul et al., "Prioritized experience replay", 2016). Prioritised draws are not even, which the weights
// undo: (1 / (N P))^beta, divided by the largest of the batch. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/random.hpp"
#include "velox/learn/situation.hpp"
#include "velox/learn/sum_tree.hpp"

namespace velox::learn {

class TensorFile;

struct ReplaySettings {
  std::size_t capacity = 50000;
  bool prioritised = true;
  double alpha = 0.6;   ///< 0: evenly, 1: in proportion to the error
  double floor = 1e-3;  ///< added to every error, so that no transition is never drawn again
};

/// Which transitions were drawn, and how much each counts.
struct Draw {
  std::vector<std::uint32_t> places;
  std::vector<float> weights;
};

class Replay {
 public:
  /// REQUIRES: capacity > 0.
  explicit Replay(ReplaySettings settings);

  /// A new transition overwrites the oldest one of a full memory. It gets the largest priority seen, to be drawn soon.
  void add(Transition transition);
  std::size_t size() const { return transitions_.size(); }
  const Transition& at(std::size_t place) const { return transitions_[place]; }

  /// Draws `count` transitions, one out of each of `count` equal parts of the whole. REQUIRES: size() > 0.
  void draw(std::size_t count, double beta, Random& random, Draw& out) const;
  /// Tells the TD errors of transitions that were drawn. No effect when not prioritised.
  void set_errors(std::span<const std::uint32_t> places, std::span<const float> errors);

  /// Everything, bit for bit, as tensors named "replay.*".
  void store(TensorFile& file) const;
  /// The memory that `store` wrote. Errors: invalid, when the tensors are missing or do not fit together.
  static Result<Replay> restore(ReplaySettings settings, const TensorFile& file);

 private:
  double priority(double error) const;

  ReplaySettings settings_;
  std::vector<Transition> transitions_;
  std::size_t oldest_ = 0;
  std::optional<SumTree> priorities_;
  double largest_ = 1;
};

}  // namespace velox::learn
