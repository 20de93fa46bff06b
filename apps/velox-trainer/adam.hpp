// SPDX-License-Identifier: Apache-2.0
// Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1) over one row of parameters, with
// the gradient's length limited first. One pass over plain memory: for networks of this size a library's optimiser spends more time on
// finding its tensors than on computing. Not thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace velox::trainer {

class Adam {
 public:
  explicit Adam(std::size_t parameters) : mean_(parameters), square_(parameters) {}

  /// REQUIRES: both have as many numbers as the optimiser. A gradient longer than `longest` (Euclidean) is shortened to it.
  void step(std::span<float> parameters, std::span<const float> gradient, double learning_rate, double longest);

  // What a checkpoint keeps.
  std::vector<float>& mean() { return mean_; }
  std::vector<float>& square() { return square_; }
  const std::vector<float>& mean() const { return mean_; }
  const std::vector<float>& square() const { return square_; }
  std::int64_t steps() const { return steps_; }
  void set_steps(std::int64_t steps) { steps_ = steps; }

 private:
  std::vector<float> mean_, square_;
  std::int64_t steps_ = 0;
};

}  // namespace velox::trainer
