// SPDX-License-Identifier: Apache-2.0
// The sizes on which a change is looked at: a recorded call, scaled (runtime/velox_runtime/scale.py) in steps of 2, with the
// arguments that change the cost of side A most. A size counts when A returns as it did on the recorded call.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "velox/experiment/inputs.hpp"
#include "velox/experiment/worker_session.hpp"

namespace velox::experiment {

struct ScalingOptions {
  std::uint64_t seed = 0;
  double call_s = 0.06;  ///< no size on which a call of A takes longer, unless the recorded ones do
  double run_s = 0.002;  ///< a run of quick calls is repeated up to this
  int rounds = 7;
  double largest_factor = 64;          ///< of the recorded call's size
  std::int64_t max_bytes = 4LL << 20;  ///< pickled arguments of one call
  Deadline deadline;
};

/// With fewer sizes nothing is said about growth.
inline constexpr std::size_t kLeastRungs = 5;

/// One size: the call, and what A does on it.
struct Rung {
  double n = 0;
  Input input;
  std::string observation;  ///< canonical text
  double seconds = 0;       ///< of one call of A, roughly
};

/// Side A's part, kept while A stays as it is. Either `skipped` says why there is none, or there are rungs, smallest first.
struct Ladder {
  std::string skipped;
  std::string parameter;
  double typical = 0;               ///< size of the recorded call
  int bucket = 0;                   ///< of the recorded call
  std::vector<std::string> params;  ///< names, for messages
  std::vector<Rung> rungs;
};

/// `recorded`: recorded calls, most typical first; the first one that holds something to scale is taken.
Result<Ladder> build_ladder(const WorkerSpec& a, const std::vector<const Input*>& recorded,
                            const ScalingOptions& options);

}  // namespace velox::experiment
