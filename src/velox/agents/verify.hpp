// SPDX-License-Identifier: Apache-2.0
// The use case `verify`: judges the patch of an evidence bundle again, on this machine: safety, tests, equivalence on the bundled
// inputs, a duet and its confirmation, by the same judge that accepted it.
//
// Nothing in a bundle is trusted. Its pickles are unpickled in the sandbox's workers only, so verify refuses to work without a
// sandbox; it cannot name an interpreter, nor files outside of itself that the sandbox is to show.
#pragma once

#include <optional>
#include <string>

#include "velox/agents/bundle.hpp"
#include "velox/agents/observer.hpp"
#include "velox/agents/survey.hpp"

namespace velox::agents {

struct VerifyOptions {
  fs::path bundle;
  std::optional<std::string> python;
  double budget_s = 60;
  std::optional<double> min_gain;     ///< as in the bundle when not given
  std::optional<std::uint64_t> seed;  ///< as in the bundle when not given
  sandbox::BackendChoice sandbox = sandbox::BackendChoice::automatic;
};

struct VerifyReport {
  std::string bundle, patch, unit, workload;
  std::string sandbox;
  std::string python_there, python_here;
  std::string machine_there, machine_here;
  std::string velox_there;
  model::Verdict there, here;
  double elapsed_s = 0;
  bool holds() const { return here.accepted(); }
  /// Neither confirmed nor refuted: time or noise did not allow it.
  bool undecided() const { return here.kind == model::VerdictKind::inconclusive; }
};

/// Errors: those of read_bundle, of finding an interpreter and a sandbox, unsupported (`--sandbox none`), cancelled, io.
Result<VerifyReport> verify(const VerifyOptions& options, const Installation& installation, Observer& observer);

/// The document `velox.verify/1`; schemas/velox.verify-1.json describes it.
Json to_json(const VerifyReport& report);

}  // namespace velox::agents
