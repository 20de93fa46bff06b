// SPDX-License-Identifier: Apache-2.0
// A duet: A and B are run next to each other in time, in an order that is drawn by lot for every two pairs (A B B A or
// B A A B), until the sequential test has decided, or for a number of pairs that was fixed before. What a run is (a batch of
// calls in live workers, a sequence from a cold start, the whole workload) is a PairSource's business.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>

#include "velox/base/clock.hpp"
#include "velox/experiment/sequential.hpp"
#include "velox/experiment/worker_session.hpp"

namespace velox::experiment {

/// One pair, in seconds of the clock that the source has chosen.
struct PairTimes {
  double a = 0, b = 0;
};

/// Why a pair could not be measured: the target's doing, on one side.
struct PairFault {
  Side side = Side::a;
  Fault fault;
  bool clock_disagrees = false;  ///< the worker's account of its time can't be true
  bool differs = false;          ///< a timed call gave something else than the original's
};

/// The outer error is ours (sandbox lost, cancelled).
using PairAnswer = Result<std::expected<PairTimes, PairFault>>;

class PairSource {
 public:
  virtual ~PairSource() = default;
  virtual PairAnswer measure(Side first) = 0;
};

struct DuetOptions {
  SequentialOptions sequential;
  std::optional<int> fixed_pairs;  ///< take exactly so many pairs; the interval is then an exact 95 % one
  std::uint64_t seed = 0;
  Deadline deadline;
  const CancelToken* cancel = nullptr;
  std::function<void(int pairs, const model::Speedup&)> progress;
};

struct DuetResult {
  Decision decision = Decision::undecided;
  model::Speedup speedup;
  double gain_evidence = 1;  ///< e-value against "B is not faster"
  double seconds_a = 0;      ///< median run
  std::optional<PairFault> fault;
  bool out_of_time = false;  ///< the deadline came first
};

Result<DuetResult> run_duet(PairSource& source, const DuetOptions& options);

}  // namespace velox::experiment
