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

#include "velox/experiment/growth.hpp"
#include "velox/experiment/inputs.hpp"
#include "velox/experiment/sequential.hpp"
#include "velox/experiment/worker_session.hpp"
#include "velox/model/growth.hpp"

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

/// One size, both sides.
struct SizeTimes {
  double n = 0;
  double a = 0, b = 0;             ///< least seconds of one call
  std::vector<double> log_ratios;  ///< log(a/b), round by round
};

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

/// Where B is faster: at every size from `from` on. `from` is 0 when at all, and nothing when not even at the largest.
std::optional<double> pays_from(const std::vector<SizeTimes>& sizes);

/// Recorded calls of one size.
struct RecordedSize {
  double n = 0;
  double calls = 0;  ///< how often, relative to the others
};

/// What the sizes measured say about those recorded: B's time and A's, both relative to A's in all.
struct Weighed {
  double calls_lost = 0;  ///< part of the calls at sizes where B is slower
  double time_lost = 0;   ///< part of A's time that these take
  double ratio = 1;       ///< A's time over B's, all recorded calls
};

/// Times between sizes are interpolated on the log scale; beyond the ends the nearest size's ratio holds.
Weighed weigh(const std::vector<SizeTimes>& sizes, const std::vector<RecordedSize>& recorded);

/// For the verdict.
model::Growth growth_of(const Ladder& ladder, const Scaling& scaling);

}  // namespace velox::experiment
