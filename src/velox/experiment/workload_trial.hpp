// SPDX-License-Identifier: Apache-2.0
// The whole workload, before against after: the last word on everything that was judged piece by piece.
#pragma once

#include <functional>
#include <optional>

#include "velox/experiment/side.hpp"

namespace velox::experiment {

/// The CPU that both sides of a duet share: the last one that we may use, as the first ones get the interrupts.
std::optional<int> duet_cpu();

/// Outputs must agree (whole_run.hpp), then runs are timed in pairs. Accepted: the 95 % interval lies above 1; slower: below 1;
/// no-gain: around it. `changed`: the files in which the sides differ. REQUIRES: setting.workload. Errors: sandbox lost, cancelled.
Result<model::Verdict> compare_workload(const Setting& setting, SideFolder& a, SideFolder& b,
                                        const std::vector<std::string>& changed, Deadline deadline,
                                        const std::function<void(const Progress&)>& progress);

}  // namespace velox::experiment
