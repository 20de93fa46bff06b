// SPDX-License-Identifier: Apache-2.0
// What is kept of an experiment for later runs to learn from.
#pragma once

#include <optional>

#include "velox/agents/report.hpp"
#include "velox/model/case.hpp"
#include "velox/model/profile.hpp"
#include "velox/profile/target.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::agents {

/// Of an attempt on a unit of `module` as it was before it. `run` and `at` are left to the recorder. Empty when the module has no such
/// unit any more.
std::optional<model::Case> case_of(const Attempt& attempt, const source::ParsedModule& module,
                                   const model::ObservedUnit& observed, const profile::Interpreter& python);

/// log2 of the largest usual size among the arguments; -1 when none has a size.
int size_class(const model::ObservedUnit& observed);

}  // namespace velox::agents
