// SPDX-License-Identifier: Apache-2.0
// The network in training: its parameters, those of its target (a copy that follows in jumps, Mnih et al., "Human-level
// control through deep reinforcement learning", 2015), and the optimiser. LibTorch computes values and gradients and is seen in
// q_network.cpp alone. Runs on one thread; not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "velox-trainer/batch.hpp"
#include "velox/base/error.hpp"
#include "velox/learn/network.hpp"
#include "velox/learn/safetensors.hpp"

namespace velox::trainer {

enum class Weights { online, target };

/// What the values of some actions should be.
struct Objective {
  std::vector<std::int64_t>
      chosen;                  ///< for each situation the place of the action taken, among all values of the batch
  std::vector<float> targets;  ///< for each situation
  std::vector<float> weights;  ///< how much each one counts
};

class QNetwork {
 public:
  /// Weights and biases start evenly within 1/sqrt(inputs), as torch.nn.Linear's do; the target is equal.
  QNetwork(learn::NetworkPlan plan, std::uint64_t seed);
  QNetwork(QNetwork&&) noexcept;
  ~QNetwork();

  const learn::NetworkPlan& plan() const;
  std::span<const float> parameters(Weights which) const;
  void copy_to_target();

  /// The values of all legal actions of the batch, into `values`.
  void evaluate(Weights which, const Batch& batch, std::vector<float>& values);
  /// One step of Adam on the weighted mean of the Huber loss (1 beyond an error of 1). Gives that loss, and into `errors`
  /// value - target for each situation, before the step.
  double improve(const Batch& batch, const Objective& objective, double learning_rate, std::vector<float>& errors);

  /// Everything that goes on changing, as tensors "network.*".
  void store(learn::TensorFile& file) const;
  /// Errors: invalid, when tensors are missing, of another length, or hold what is not finite.
  Result<void> restore(const learn::TensorFile& file);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace velox::trainer
