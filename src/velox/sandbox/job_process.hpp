// SPDX-License-Identifier: Apache-2.0
// One job that runs, whatever the back end. A back end only prepares (`Preparation`); starting, watching, ending and
// judging the end are the same for all.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "velox/base/descriptor.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/model/outcome.hpp"
#include "velox/sandbox/sandbox.hpp"
#include "velox/sandbox/supervisor.hpp"

namespace velox::sandbox {

/// Where the job sees the project, and where it is. Both empty: nothing to translate.
struct PathMap {
  std::string outside;  ///< as its owner names it
  std::string inside;   ///< as the job must name it
  /// In words, assignments and ':' lists: at the start or after one of " =:'\"" and only as a whole path prefix.
  std::string to_inside(std::string text) const;
  /// Everywhere.
  std::string to_outside(std::string text) const;
};

/// What bubblewrap needs from us while it builds the sandbox.
struct Wrapper {
  Descriptor status;   ///< its JSON messages
  Descriptor unblock;  ///< it goes on when it can read a byte from the other end
};

struct Preparation {
  SpawnOptions spawn;
  ChildSetup setup;
  Limits limits;
  PathMap paths;
  std::optional<Wrapper> wrapper;
  std::optional<std::uint64_t> late_process_limit;  ///< RLIMIT_NPROC, set when the user namespace exists
  bool count_processes = false;                     ///< the system's own limit does not hold (root): count them
  std::vector<Descriptor> descriptors;              ///< what `spawn.inherit` names
  std::optional<TempDir> scratch;                   ///< removed after the job
};

/// The limits that the kernel keeps, for ChildSetup. RLIMIT_NPROC is not among them: it depends on the back end.
std::vector<std::pair<int, rlimit>> kernel_limits(const Limits& limits);

class JobProcess {
 public:
  /// Errors: not_found (no such program), io, unsupported (bubblewrap could not build the sandbox).
  static Result<std::unique_ptr<JobProcess>> launch(Preparation preparation);

  /// The program itself, in our pid namespace; 0 when it has gone already.
  pid_t program_pid();
  bool running() const { return process_->running(); }
  /// Makes the job end now; `wait` returns soon. Thread-safe.
  void end();
  /// Runs to the end. Call once.
  Result<model::Outcome> wait(const CancelToken* cancel);

 private:
  explicit JobProcess(Preparation preparation) : preparation_(std::move(preparation)) {}
  Result<void> start();
  Result<void> release_wrapper();
  std::optional<Error> wrapper_error(const ProcessResult& result) const;

  Preparation preparation_;
  std::optional<Process> process_;
  Descriptor control_, report_;
  std::atomic<bool> asked_to_end_{false};
  std::string messages_;  // bubblewrap's, so far
  pid_t main_ = 0;
  pid_t init_ = 0;  // bubblewrap's process 1, in our namespace
  std::int64_t setup_cpu_us_ = 0;
  std::uint64_t memory_kills_before_ = 0;
  double started_ = 0, released_ = 0;
};

}  // namespace velox::sandbox
