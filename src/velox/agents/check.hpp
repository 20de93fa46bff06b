// SPDX-License-Identifier: Apache-2.0
// The use case `check`: puts a change that anybody made through the same experiment as a rule's rewrite. It proposes nothing
// and knows no rules; finder and judge meet in the form of a change only.
#pragma once

#include <optional>
#include <vector>

#include "velox/agents/change_source.hpp"
#include "velox/agents/observer.hpp"
#include "velox/agents/options.hpp"
#include "velox/agents/report.hpp"
#include "velox/agents/survey.hpp"
#include "velox/experiment/change_judge.hpp"

namespace velox::agents {

struct CheckReport {
  Report survey;                  ///< target, interpreter, workload, baseline, the changed functions and their shares
  std::string diff;               ///< the change as one unified diff
  std::vector<std::string> left;  ///< files of the change that are not judged (tests, other languages), with the reason
  experiment::ChangeVerdict judged;
};

/// `options.targets` is not looked at. Errors: everything that keeps the work from being done; what was found of the change is
/// in the report. Changes nothing in the project and writes nothing to the store.
Result<CheckReport> check(Options options, const ChangeSource& source, const Installation& installation,
                          Observer& observer);

/// The document `velox.check/1`; schemas/velox.check-1.json describes it.
Json to_json(const CheckReport& report);

}  // namespace velox::agents
