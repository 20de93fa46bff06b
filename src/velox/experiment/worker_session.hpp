// SPDX-License-Identifier: Apache-2.0
// A live, sandboxed Python worker for one side of an experiment. Starting it can fail as an Error (no sandbox, no
// interpreter); everything that happens afterwards - it refuses, dies, hangs, lies - is a Fault, a value.
//
// Time is read from here: the worker process's CPU clock before and after a run. What the worker says about its own time is
// only a cross-check. Where a unit waits rather than computes, wall time without the time spent queueing for a CPU counts.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "velox/base/cancel.hpp"
#include "velox/base/clock.hpp"
#include "velox/experiment/wire.hpp"
#include "velox/profile/target.hpp"
#include "velox/sandbox/sandbox.hpp"

namespace velox::experiment {

enum class Side { a, b };
inline const char* to_string(Side side) { return side == Side::a ? "A" : "B"; }

/// Where a unit is found at run time.
struct UnitAddress {
  fs::path file;            ///< absolute, as the project's owner sees it
  std::string module_name;  ///< dotted import name; unused when main
  bool is_main = false;
  std::string qualname;
  std::vector<fs::path> sys_path;
  std::vector<std::string> argv;
};

/// Everything that a worker's process needs.
struct WorkerSpec {
  sandbox::Sandbox* sandbox = nullptr;
  const profile::Interpreter* python = nullptr;
  fs::path runtime;  ///< folder with worker.py
  const sandbox::ProjectView* view = nullptr;
  fs::path bytecode;                    ///< where this side keeps compiled files; may be empty
  bool fixed_bytecode = false;          ///< they are only read
  std::function<Result<bool>()> clean;  ///< undoes what programs of this side wrote, and says whether there was
                                        ///< anything; called before a start, from several threads
  fs::path cwd;
  std::map<std::string, std::string> env;  ///< of the workload
  UnitAddress unit;
  std::uint32_t hash_seed = 0;
  std::optional<int> cpu;
  std::vector<std::string> under;  ///< a program, with its options, that runs the interpreter
  bool fixed_layout = false;  ///< memory lies at addresses that depend on `hash_seed` only, where the system allows it
  const CancelToken* cancel = nullptr;
};

struct Observation {
  std::string input;
  std::int64_t wall_ns = 0, cpu_ns = 0;
  std::string text;  ///< canonical JSON (protocol, "Canonical observations")
};

struct MadeInput {
  std::string from, how, bytes;
};

/// How inputs are made from others (mutate.py): `blind` takes them as they come; `chosen` runs the unit on many, for about a
/// second, and keeps those that reach something new; `varied` makes values of other types.
enum class Making { blind, chosen, varied };

/// Something in an input that can grow: "rows", "xs, ys" (scale.py).
struct ScaleTarget {
  std::string name;
  double size = 0;
};

struct ScaledInput {
  MadeInput made;
  double size = 0;  ///< that was reached
};

/// What loading a unit told.
struct Loaded {
  std::string kind;
  std::int64_t import_ns = 0;       ///< our clock, without queueing for a CPU
  std::vector<std::string> params;  ///< names of its parameters, in order
};

/// One timed run, seen from both sides of the wall. Seconds.
struct RunTimes {
  double cpu = 0;        ///< read by us from the process's clock
  double wall = 0;       ///< ours
  double queued = 0;     ///< of `wall`, ready to run but waiting for a CPU; 0 when the system does not tell
  double inner_cpu = 0;  ///< what the worker says
  double inner_wall = 0;
  std::int64_t calls = 0;
  std::int64_t raised = 0;
};

/// What a changed copy of the unit did with a list of inputs.
struct MutantRun {
  std::string ended;                 ///< "same" (compiles to the unit's own code), "done", "differs", "timeout", "died"
  std::vector<std::string> digests;  ///< of the observations, in order, up to the first that was not expected
  std::vector<double> seconds;       ///< of these calls
};

class WorkerSession {
 public:
  /// Starts the process; does not load the unit.
  static Result<std::unique_ptr<WorkerSession>> start(WorkerSpec spec);
  ~WorkerSession();

  Answer<Loaded> load(Deadline deadline);
  Answer<void> put(const std::string& input, std::string_view pickle, Deadline deadline);
  Answer<Observation> observe(const std::string& input, std::uint64_t seed, double timeout_s);
  /// `against`: another text of the unit's file; inputs are then made of the values that it names and the unit's own does not.
  /// `within`: seconds of wall time that choosing may take where others have the CPU; a few in any case.
  Answer<std::vector<MadeInput>> mutate(const std::vector<std::string>& inputs, int count, std::uint64_t seed,
                                        std::int64_t max_bytes, Deadline deadline, Making how = Making::blind,
                                        std::string_view against = {}, double within = 0);
  Answer<std::vector<MadeInput>> generate(int count, std::uint64_t seed, Deadline deadline);
  /// Observes a changed copy of the unit in a fork of the worker. `source`: the whole file with the change, or empty for the
  /// unit as it is. Stops at the first digest that is not the one in `expected` (empty: goes through all inputs).
  Answer<MutantRun> mutant(std::string_view source, const std::vector<std::string>& inputs, std::uint64_t seed,
                           double timeout_s, const std::vector<std::string>& expected);
  Answer<std::vector<ScaleTarget>> scale_targets(const std::string& input, Deadline deadline);
  /// The input with `target` grown or shrunk to about each of `sizes`; those that can't be made are missing.
  Answer<std::vector<ScaledInput>> scale(const std::string& input, const std::string& target,
                                         const std::vector<int>& sizes, bool fresh, std::uint64_t seed,
                                         std::int64_t max_bytes, Deadline deadline);
  /// Like `prepare` with one input, but all calls get the same arguments. False where a call changes them: nothing is
  /// prepared then.
  Answer<bool> prepare_again(const std::string& input, int repeats, Deadline deadline);
  /// `keep`: positions of calls, in order, whose answers are kept; of `inputs` repeated `repeats` times.
  Answer<void> prepare(const std::vector<std::string>& inputs, int repeats, const std::vector<std::size_t>& keep,
                       Deadline deadline);
  /// `seed` is for the random generators that the unit may use.
  Answer<RunTimes> run(std::uint64_t seed, Deadline deadline);
  /// What the kept calls of the last run gave, in canonical text, and last what the run printed and the settings it left.
  Answer<std::vector<std::string>> answers(Deadline deadline);
  /// CPU seconds of the process since the end of the last run (before the first: since it started): its work off the clock.
  double cpu_off_the_clock() const;
  /// Of the time that the worker could have computed so far, the part in which others had the CPU; 0 where the system does
  /// not tell.
  double share_kept_waiting() const;
  /// Peak resident memory of the process so far, in bytes.
  Answer<std::uint64_t> peak_rss(Deadline deadline);
  /// Lets the process end by itself. Nothing else may be asked after that.
  model::Outcome finish(Deadline deadline) { return session_->finish(deadline); }
  const WorkerSpec& spec() const { return spec_; }

 private:
  WorkerSession(WorkerSpec spec, std::unique_ptr<sandbox::Session> session);
  Answer<Frame> ask(Json request, std::string_view blob, Deadline deadline);
  Answer<std::vector<MadeInput>> made(const Answer<Frame>& frame);
  /// The descriptors that the worker speaks through are what they were before the project's code ran: nobody stands between.
  Answer<void> check_channel() const;
  WorkerSpec spec_;
  std::unique_ptr<sandbox::Session> session_;
  Wire wire_;
  std::int64_t run_end_ns_ = 0;          // on the process's CPU clock
  std::map<int, std::string> channels_;  // of the worker, before `load`
};

/// Starts a worker and loads its unit. The outer error is the sandbox's, the inner one the target's.
Result<Answer<std::unique_ptr<WorkerSession>>> start_loaded(const WorkerSpec& spec, Deadline deadline,
                                                            Loaded* loaded = nullptr);

}  // namespace velox::experiment
