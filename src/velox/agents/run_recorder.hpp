// SPDX-License-Identifier: Apache-2.0
// Writes what a run decides into the store as it goes, so that a run that is stopped leaves what it had found out.
#pragma once

#include <string>
#include <vector>

#include "velox/agents/report.hpp"
#include "velox/store/store.hpp"

namespace velox::agents {

/// Eight hex digits that no other run has.
std::string new_run_id(const std::vector<std::string>& targets);

/// One per run; not thread-safe. Errors: the store's.
class RunRecorder {
 public:
  /// The store must outlive it. The run begins now.
  RunRecorder(store::Store& store, std::string run);

  /// The run's own line; its result too unless `status` is "running".
  Result<void> run(const Report& report, const std::string& status);
  Result<void> attempt(const Attempt& attempt);
  Result<void> learn(model::Case known);  ///< for later runs; of this run, from now
  Result<void> refusal(const model::Refusal& refusal);
  Result<void> episode(const std::string& policy, double reward, const Json& document);  ///< of the whole run
  Result<void> patches(const Report& report);

 private:
  store::Store& store_;
  std::string run_;
  std::string started_at_;
};

}  // namespace velox::agents
