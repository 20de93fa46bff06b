// SPDX-License-Identifier: Apache-2.0
// The use case `learn train`: makes a challenger from the sessions that this project remembers and from recorded outcomes, which are
// replayed. A bandit's statistics are gathered here; networks are trained by velox-trainer, which is a program of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "velox/agents/memory.hpp"
#include "velox/agents/policy_shelf.hpp"
#include "velox/base/cancel.hpp"

namespace velox::agents {

struct TrainSetting {
  std::string kind = "bandit";       ///< or "dqn"
  std::optional<fs::path> outcomes;  ///< a file of `learn collect`
  double budget_s = 60;              ///< of a replayed session
  std::uint64_t seed = 1;
  std::int64_t steps = 20000;  ///< of gradient descent
  const CancelToken* cancel = nullptr;
};

/// `tell` hears what is being done. Errors: usage (no such kind; nothing to learn from), not_found (velox-trainer is not installed),
/// target_failed (it failed; with its last words), cancelled, io, and those of the outcomes' file.
Result<TrainedPolicy> train_policy(Memory& memory, const TrainSetting& setting,
                                   const std::function<void(const std::string&)>& tell);

/// The trainer beside this program, or on the PATH. Error not_found says how to get it.
Result<fs::path> find_trainer();

}  // namespace velox::agents
