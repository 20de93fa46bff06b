// SPDX-License-Identifier: Apache-2.0
// Child processes without a shell. A child is started in a process group of its own and dies with us
// (PR_SET_PDEATHSIG, which Linux ties to the *thread* that called spawn: let that thread outlive the child). `kill_tree`
// ends the group, and so does the end of the child itself: nothing of its group outlives it. A descendant that made a
// session of its own escapes; the sandbox catches those. Not thread-safe per object, but for `running`, `pid` and
// `kill_tree`, which may be called while another thread is in `wait`. Different objects are independent.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "velox/base/cancel.hpp"
#include "velox/base/clock.hpp"
#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"

namespace velox {

struct SpawnOptions {
  std::vector<std::string> argv;           ///< argv[0] is looked up on the PATH of `env` when it has no slash
  std::map<std::string, std::string> env;  ///< the whole environment, nothing is inherited
  fs::path cwd;                            ///< empty: ours
  std::optional<std::string> stdin_text;   ///< a read-only file in memory; none: /dev/null
  std::map<int, int> inherit;              ///< child's descriptor -> ours, kept open across exec
  std::function<int()> before_exec;        ///< runs in the child just before exec (async-signal-safe code only);
                                           ///< a non-zero return ends the child with status 126
  std::optional<int> cpu;                  ///< pin to this CPU when the system lets us
  bool fixed_layout = false;               ///< no address space randomisation, when the system lets us
};

/// How a finished process ended and what it used.
struct ProcessResult {
  int exit_code = 0;  ///< meaningful when signal == 0
  int signal = 0;
  std::string out, err;        ///< bounded by the caller's limit
  bool out_truncated = false;  ///< either stream was longer than the limit
  bool overflowed = false;     ///< we killed it because of that (Overflow::stop)
  bool watch_stopped = false;  ///< we killed it because WaitOptions::watch said so
  bool timed_out = false;      ///< we killed it at the deadline
  bool cancelled = false;
  double wall_s = 0;
  double cpu_s = 0;                  ///< user + system, of the process and the children it waited for
  std::uint64_t peak_rss_bytes = 0;  ///< of the largest of them; never less than ours when it was started (fork)
};

/// What to do when a stream is longer than the limit: read on and drop the rest, or end the process.
enum class Overflow { drop, stop };

struct WaitOptions {
  Deadline deadline;
  std::uint64_t output_limit = 1 << 20;  ///< of each stream
  Overflow overflow = Overflow::drop;
  const CancelToken* cancel = nullptr;
  std::function<bool()> watch;  ///< called every `watch_every_s`; true ends the process
  double watch_every_s = 0.1;
  std::function<void()> stop;  ///< asks the process to end, instead of kill_tree; it has two seconds for it
};

class Process {
 public:
  /// Starts the program with stdout and stderr connected to pipes. Errors: not_found (no such program), io.
  static Result<Process> spawn(const SpawnOptions& options);
  Process(Process&&) noexcept;
  Process& operator=(Process&&) noexcept;
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  /// Kills the group if it still runs, and reaps.
  ~Process();

  pid_t pid() const;
  /// Drains output (each stream up to `output_limit` bytes, the rest is read and dropped) until the process ends, the
  /// deadline passes or the token is set; in the latter cases the group is killed.
  ProcessResult wait(Deadline deadline, std::uint64_t output_limit, const CancelToken* cancel = nullptr);
  ProcessResult wait(const WaitOptions& options);
  /// False once it has ended (does not reap).
  bool running() const;
  void kill_tree();

 private:
  struct State;
  explicit Process(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// spawn + wait.
Result<ProcessResult> run_process(const SpawnOptions& options, Deadline deadline, std::uint64_t output_limit = 1 << 20,
                                  const CancelToken* cancel = nullptr);

/// Our own environment as a map.
std::map<std::string, std::string> current_environment();

/// CPU time (user + system) that a live process has used, in nanoseconds, read from its CPU clock. Errors: not_found.
Result<std::int64_t> process_cpu_ns(pid_t pid);

}  // namespace velox
