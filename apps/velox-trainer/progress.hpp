// SPDX-License-Identifier: Apache-2.0
// The counters of a run that a checkpoint keeps beside the learner's tensors, and means over the gradient steps since
// the last line of metrics.
#pragma once

#include <cstdint>

#include "velox-trainer/learner.hpp"
#include "velox/base/error.hpp"
#include "velox/base/json.hpp"
#include "velox/base/random.hpp"
#include "velox/learn/safetensors.hpp"

namespace velox::trainer {

struct Progress {
  std::int64_t step = 0;
  std::int64_t episode = 0;
  std::uint64_t random_seed = 0;  ///< of all chance after the checkpoint
  double best_mean = -1e300;      ///< of an evaluation
  std::int64_t best_step = 0;
  double seconds = 0;      ///< spent so far
  double cpu_seconds = 0;  ///< of the processor, which other programs' work does not lengthen; evaluations left out
};

/// Writes the counters into the file's metadata ("progress"), or reads them. Errors: invalid.
void store(const Progress& progress, learn::TensorFile& file);
Result<Progress> read_progress(const learn::TensorFile& file);

/// What a run has spent since it began, stops left out. Seconds are those of the clock, evaluations included; CPU seconds are
/// spent on learning alone.
class Spending {
 public:
  /// Starts counting from what the progress says.
  explicit Spending(const Progress& progress);
  double seconds() const;
  double cpu_seconds() const;
  /// What happens between these two is not learning.
  void pause() { paused_at_ = cpu_seconds(); }
  void go_on() { cpu_seconds_ -= cpu_seconds() - paused_at_; }

 private:
  double seconds_, cpu_seconds_;
  double paused_at_ = 0;
};

class RunningMeans {
 public:
  void add(const Update& update);
  /// {"updates", "loss", "error", "value"}, and starts anew; null when nothing was added.
  Json take();

 private:
  Update sum_;
  std::int64_t count_ = 0;
};

/// The counters as they are now and the learner's tensors. Chance starts anew from a seed that is kept, so that going on and resuming
/// are the same run.
learn::TensorFile checkpoint_of(Progress& progress, Random& random, const Spending& spending, const Learner& learner);

}  // namespace velox::trainer
