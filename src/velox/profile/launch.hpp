// SPDX-License-Identifier: Apache-2.0
// Runs a workload in the sandbox, plainly or with the runtime helper attached, and explains why one failed.
//
//   const Setup setup{project.root(), python, runtime, &sandbox};
//   auto view = VX_TRY(sandbox::ProjectView::create(setup.root, setup.files));
//   auto outcome = VX_TRY(launch(setup, workload, {.view = &view, .attach = Attach::profile, .out = folder}));
//   if (!outcome.ok()) return std::unexpected(workload_error(workload, outcome));
#pragma once

#include <map>
#include <string>

#include "velox/base/cancel.hpp"
#include "velox/base/clock.hpp"
#include "velox/base/error.hpp"
#include "velox/model/outcome.hpp"
#include "velox/profile/target.hpp"
#include "velox/sandbox/sandbox.hpp"

namespace velox::profile {

/// What every run of a target needs. The sandbox and the token are borrowed and must outlive it.
struct Setup {
  fs::path root;  ///< project root
  Interpreter python;
  fs::path runtime;  ///< the folder that holds velox_runtime
  sandbox::Sandbox* sandbox = nullptr;
  const CancelToken* cancel = nullptr;
  std::map<std::string, std::string> files;  ///< relative path -> bytes that stand in for what is on the disk
};

/// What the runtime helper does in the process (protocol section 1).
enum class Attach { nothing, profile, capture };

struct Launch {
  const sandbox::ProjectView* view = nullptr;
  Attach attach = Attach::nothing;
  fs::path out{};               ///< existing folder for the helper's results; needed unless `nothing`
  fs::path request{};           ///< capture request; for Attach::capture
  unsigned interval_us = 1000;  ///< between samples
  Deadline deadline{};          ///< caps the workload's own timeout
};

/// Runs the workload to its end. The outcome is a value, also when the program failed. Errors: those of Sandbox::run,
/// cancelled.
Result<model::Outcome> launch(const Setup& setup, const Workload& workload, const Launch& options);

/// The Error (target_failed) for an outcome that is not ok: what happened, the last lines of its error output, and a hint
/// drawn from them (reads stdin, wants arguments, misses a module, wants the network, ...).
Error workload_error(const Workload& workload, const model::Outcome& outcome);

/// The command as a person would type it.
std::string command_text(const std::vector<std::string>& argv);

}  // namespace velox::profile
