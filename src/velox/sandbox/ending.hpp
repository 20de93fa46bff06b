// SPDX-License-Identifier: Apache-2.0
// From what the system reports to what a person understands: the fate of a job as an Outcome.
#pragma once

#include <optional>

#include "velox/base/subprocess.hpp"
#include "velox/model/outcome.hpp"
#include "velox/sandbox/sandbox.hpp"
#include "velox/sandbox/supervisor.hpp"

namespace velox::sandbox {

/// All that is known about a job that has ended.
struct Ending {
  ProcessResult process;         ///< of the supervisor, with the job's output and what we ended it for
  std::optional<Report> report;  ///< missing when the supervisor itself was killed
  Limits limits;
  bool wrapped = false;  ///< the main process is bubblewrap: 128 + N is signal N, memory is that of the adopted
  bool memory_killer_ran = false;  ///< the kernel killed something for lack of memory meanwhile
  bool asked_to_end = false;       ///< a session's owner ended it
  std::int64_t setup_cpu_us = 0;   ///< spent on building the sandbox, not by the program
  double setup_s = 0;
};

model::Outcome to_outcome(Ending ending);

}  // namespace velox::sandbox
