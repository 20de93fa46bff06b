// SPDX-License-Identifier: Apache-2.0
// The use case `optimize`: survey, candidates, experiments, patches. Writes to the store as it goes, so that a run that is
// stopped leaves what it had verified.
#pragma once

#include "velox/agents/home.hpp"
#include "velox/agents/observer.hpp"
#include "velox/agents/options.hpp"
#include "velox/agents/report.hpp"
#include "velox/agents/survey.hpp"
#include "velox/base/error.hpp"

namespace velox::agents {

enum class ApplyPatches { yes, no };

/// Runs to the end or to the budget. The project's lock is held throughout. With ApplyPatches::yes the files are changed
/// at the end, all checks passed. Errors: everything that keeps the work from being done; verdicts are in the report.
Result<Report> optimize(const Options& options, const Installation& installation, ApplyPatches apply,
                        Observer& observer);

}  // namespace velox::agents
