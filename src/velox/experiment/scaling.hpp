// SPDX-License-Identifier: Apache-2.0
// A unit before and after a change on inputs of many sizes: how its time grows, and from which size on the change pays.
//
// Problem: the recorded calls have the sizes of today. A change that wins on them may lose on small ones or merely delay a
// quadratic end, and a reader wants to know. Idea: one recorded call of typical size is scaled (runtime/velox_runtime/scale.py)
// in steps of 2, with the arguments that change A's cost most; A and B are run on every size in turn, round after round, so
// that a disturbance meets all sizes alike. Noise only ever adds time, so the least of the rounds is fitted (Chen and Revels,
// "Robust benchmarking in noisy environments", 2016); where they cross is read off the ratios of runs next to each other. A size counts when A returns as it did on the
// recorded call, and B has to give A's result on it: a difference is a difference as everywhere else.
//
// Limits: units that wait are left out, and units whose first calls take longer than the time that there is. The clocks are
// the worker's own: nothing here speaks for a candidate. What speaks against one is measured again in a duet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "velox/experiment/crossover.hpp"
#include "velox/experiment/growth.hpp"
#include "velox/experiment/ladder.hpp"
#include "velox/experiment/worker_session.hpp"
#include "velox/model/growth.hpp"

namespace velox::experiment {

struct Scaling {
  std::string skipped;
  std::optional<std::string> difference;  ///< a sentence part: B differs on a scaled input
  int agreed = 0;                ///< scaled inputs on which B gave A's observation, and nothing in it was opaque
  std::vector<SizeTimes> sizes;  ///< smallest first
  std::optional<GrowthFit> before, after;
};

/// Runs both sides on the rungs.
Result<Scaling> measure_scaling(const Ladder& ladder, const WorkerSpec& a, const WorkerSpec& b,
                                const ScalingOptions& options);

/// For the verdict.
model::Growth growth_of(const Ladder& ladder, const Scaling& scaling);

}  // namespace velox::experiment
