// SPDX-License-Identifier: Apache-2.0
// The small process between us and a job: a fork of ours that never runs another program. It adopts every orphan of the
// job, so that no daemon outlives it; it ends the job when we close the control socket or die; and it reports the exact
// status and the resources used, which a signal to a process group would lose.
#pragma once

#include <linux/filter.h>
#include <sys/resource.h>
#include <sys/types.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace velox::sandbox {

/// Descriptors of the supervisor, to be given with SpawnOptions::inherit.
inline constexpr int kControlFd = 60;   ///< end of file here: end the job
inline constexpr int kReportFd = 61;    ///< first the pid of the main process, at the end a Report
inline constexpr int kLandlockFd = 62;  ///< a Landlock rule set, when there is one

/// What the main process does to itself before it becomes the program.
struct ChildSetup {
  std::vector<std::pair<int, rlimit>> limits;
  bool no_capabilities = false;  ///< give up root's powers too (bwrap does it itself)
  bool landlock = false;
  std::vector<sock_filter> filter;  ///< empty: none here (bwrap installs its own)
};

/// How the job ended. "Adopted" are orphans that the supervisor reaped: daemons, or bubblewrap's init.
struct Report {
  std::int32_t status = 0;  ///< of the main process, as waitpid gives it
  std::int64_t cpu_us = 0;  ///< of all, with the children they waited for
  std::int64_t main_rss_kb = 0;
  std::int64_t adopted_rss_kb = 0;
};

/// For SpawnOptions::before_exec: splits off the supervisor, which does not return. Returns 0 in the branch that becomes
/// the program, confined as `setup` says; otherwise the reason why not. System calls only.
int supervise(const ChildSetup& setup);

}  // namespace velox::sandbox
