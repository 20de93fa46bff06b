// SPDX-License-Identifier: Apache-2.0
// Finds something to run: the command that was given, or what the project itself offers for the files asked for.
//
//   auto offers = VX_TRY(find_workloads(setup, selection, graph, {.command = options.workload}));
//   auto chosen = VX_TRY(choose_workload(setup, offers, selection.files, deadline));
//   chosen.describe();   // "report.py's __main__ part" or "3 test files that reach report.py (its __main__ part wants arguments)"
//   chosen.profile;      // the run that proved it, profiled
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/model/profile.hpp"
#include "velox/profile/imports.hpp"
#include "velox/profile/launch.hpp"
#include "velox/profile/targets.hpp"

namespace velox::profile {

enum class WorkloadKind { given, main_part, script, tests, benchmark, doctests, hints };
/// "given", "main-part", "script", "tests", "benchmark", "doctests", "type-hints".
const char* to_string(WorkloadKind kind);

struct Offer {
  Workload workload;
  WorkloadKind kind = WorkloadKind::given;
};

struct WorkloadQuery {
  std::optional<std::string> command{};              ///< --workload
  double timeout_s = 120;                            ///< of one run
  std::map<std::string, std::string> environment{};  ///< of the user; only PYTHONPATH is taken from it
};

/// Everything that could be run for the selection, most telling first: the given command alone; else __main__ parts,
/// scripts, tests that import the files (nearest first), benchmarks, doctests, calls made from type hints. May be empty.
/// Errors: usage (the command is empty, has unbalanced quotes, or names no program).
Result<std::vector<Offer>> find_workloads(const Setup& setup, const Selection& selection, const ImportGraph& graph,
                                          const WorkloadQuery& query);

/// A command line as run: leading NAME=VALUE words become environment; python, python3 and pytest become the target's
/// interpreter; a .py file alone is run with it. `cwd` is the project's root. Errors: usage, not_found.
Result<Workload> command_workload(const Setup& setup, const std::string& command, std::string description);

struct Chosen {
  Workload workload;
  WorkloadKind kind = WorkloadKind::given;
  model::Profile profile;
  std::vector<std::string> passed_over;  ///< "report.py's __main__ part: it wants arguments"
  /// Which was taken, and why not an earlier one.
  std::string describe() const;
};

/// Profiles the offers in order and takes the first that succeeds and spends time in `files`; failing that, the first that
/// succeeds and at least imports one. A given command must succeed and reach them. Errors: target_failed (nothing did; says
/// for each why), cancelled, io.
Result<Chosen> choose_workload(const Setup& setup, const std::vector<Offer>& offers,
                               const std::vector<std::string>& files, Deadline deadline);

}  // namespace velox::profile
