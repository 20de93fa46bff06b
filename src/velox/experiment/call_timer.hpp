// SPDX-License-Identifier: Apache-2.0
// One worker that times calls of a unit by its own clocks, for figures that speak for nobody: how time grows with size, and what
// an input costs. What decides about a candidate is measured from outside (call_duet.hpp).
#pragma once

#include <cstdint>
#include <memory>

#include "velox/experiment/inputs.hpp"
#include "velox/experiment/worker_session.hpp"

namespace velox::experiment {

/// One timed run of equal calls.
struct Timed {
  double seconds = 0;  ///< of one call
  bool raised = false;
  bool waits = false;
  bool short_run = false;  ///< mostly clock
};

/// Not thread-safe. After a fault that is not a refusal the worker can't be used any more.
class CallTimer {
 public:
  CallTimer(WorkerSpec spec, std::uint64_t seed, Deadline deadline);
  Result<Answer<void>> start();
  Answer<void> put(const Input& input);
  Answer<Observation> observe(const Input& input, std::uint64_t seed, double timeout_s);
  /// One run of so many calls that it takes `run_s`, when one takes `expected_s`.
  Answer<Timed> time(const Input& input, double expected_s, double run_s);
  WorkerSession& session() { return *session_; }
  Deadline until() const;

  Loaded loaded;

 private:
  WorkerSpec spec_;
  Deadline deadline_;
  std::unique_ptr<WorkerSession> session_;
  double overhead_ = 0;
};

}  // namespace velox::experiment
