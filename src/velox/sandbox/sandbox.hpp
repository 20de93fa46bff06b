// SPDX-License-Identifier: Apache-2.0
// Runs code that is not trusted: no network, a private copy of the project, a private /tmp, no secrets in the
// environment, limits on CPU, memory, processes, file size, output and wall time. The fate of a process is a value.
//
// Three back ends share one policy: bubblewrap (user namespaces) + seccomp; Landlock + seccomp + limits where namespaces
// are refused; none (limits only), which a user must ask for by name.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/base/cancel.hpp"
#include "velox/base/clock.hpp"
#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/model/outcome.hpp"
#include "velox/sandbox/project_view.hpp"

namespace velox::sandbox {

enum class Backend { bwrap, landlock, none };
enum class BackendChoice { automatic, bwrap, landlock, none };
const char* to_string(Backend backend);
Result<BackendChoice> parse_backend_choice(std::string_view text);

struct Limits {
  double wall_s = 60;  ///< of a run; of a session's whole life
  double cpu_s = 120;  ///< of each process; 0 = no limit, which also keeps a process's view of its CPU
                       ///< clock exact (with a limit Linux brings it up to date on ticks only)
  std::uint64_t memory_bytes = 4ULL << 30;  ///< address space of each process
  std::uint64_t file_bytes = 1ULL << 30;    ///< of one file
  std::uint64_t output_bytes = 8ULL << 20;  ///< of stdout and of stderr; more ends the process (output_limit)
  unsigned processes = 256;  ///< for root, whom RLIMIT_NPROC does not bind, they are counted ten times a second
  unsigned open_files = 1024;
};

/// What a job may see and do beyond the system's own read-only folders (/usr, /lib*, /bin, a minimal /etc and /dev).
struct Policy {
  Limits limits;
  std::vector<fs::path> readable;  ///< interpreter prefixes, site-packages, the runtime helper, capture files
  std::vector<fs::path> writable;  ///< result folders
};

struct Job {
  std::vector<std::string> argv;
  std::map<std::string, std::string> env;  ///< added to the sandbox's minimal environment
  fs::path cwd;                            ///< as the project's owner sees it
  std::optional<std::string> stdin_text;
  const ProjectView* view = nullptr;  ///< stands in for the project root; may be null
  Policy policy;
  std::optional<int> cpu;     ///< pin to this CPU when allowed
  bool fixed_layout = false;  ///< no address space randomisation, when allowed: equal programs get equal addresses
};

/// A live sandboxed process with a private stream socket to us.
class Session {
 public:
  virtual ~Session() = default;
  /// Our end of the socket; the child's end is descriptor `kChildChannel`.
  virtual int channel() const = 0;
  /// The pid, in our namespace, of the program itself (not of a wrapper): its CPU clock is what measurements read.
  virtual pid_t program_pid() const = 0;
  virtual bool running() const = 0;
  /// Closes our sending side of the channel, gives the program until the deadline to end by itself, then ends the whole
  /// process tree, and tells how it ended (an end by us: kind `killed`). Limits::wall_s bounds a session's life too.
  virtual model::Outcome finish(Deadline deadline) = 0;
  /// A text for the channel that names files of the project, as the program must name them, and back. The same text under
  /// bubblewrap; elsewhere the view is a folder of its own and not mounted at the project's place.
  virtual std::string inside(std::string_view text) const = 0;
  virtual std::string outside(std::string_view text) const = 0;
};

inline constexpr int kChildChannel = 3;

class Sandbox {
 public:
  /// Chooses and probes a back end by really starting a program in it. Error unsupported, with what was tried and why
  /// each failed, and the hint that `--sandbox=none` runs without protection.
  static Result<std::unique_ptr<Sandbox>> create(BackendChoice choice);
  virtual ~Sandbox() = default;
  virtual Backend backend() const = 0;
  /// One line for people: "bubblewrap 0.8.0 + seccomp".
  virtual std::string description() const = 0;

  /// Runs to the end. The Error is for "could not even be started" (missing program, io); all else is an Outcome.
  virtual Result<model::Outcome> run(const Job& job, const CancelToken* cancel = nullptr) = 0;
  virtual Result<std::unique_ptr<Session>> start(const Job& job) = 0;
};

}  // namespace velox::sandbox
