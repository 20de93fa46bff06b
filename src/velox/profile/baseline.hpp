// SPDX-License-Identifier: Apache-2.0
// What the unchanged workload costs, and how much that varies on this machine.
#pragma once

#include "velox/base/error.hpp"
#include "velox/model/profile.hpp"
#include "velox/profile/launch.hpp"

namespace velox::profile {

struct Measured {
  model::Baseline baseline;  ///< medians over `runs`
  double noise = 0;          ///< relative spread of CPU time: 1.4826 * MAD / median; 0 with fewer than three runs
};

/// Runs the workload up to `runs` times without instrumentation, each from a clean copy. The run that was profiled has filled
/// the caches of the file system. Stops early, with at least one run, at the deadline.
/// Errors: target_failed when a run fails (see workload_error); cancelled; io.
Result<Measured> measure_baseline(const Setup& setup, const Workload& workload, int runs, Deadline deadline);

}  // namespace velox::profile
