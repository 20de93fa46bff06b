// SPDX-License-Identifier: Apache-2.0
// The use cases `rules test`, `rules bench` and `rules new`: pages of rules are tested by their own cases, timed, and begun from a template.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "velox/agents/survey.hpp"
#include "velox/rules/effects.hpp"
#include "velox/rules/golden.hpp"

namespace velox::agents {

struct RuleTest {
  std::string id;
  fs::path file;  ///< empty for a page of the program
  std::size_t cases = 0;
  std::vector<rules::CaseFailure> failures;
};

/// Checks the cases of the named rules, or of the project's own ones when none is named: texts, and what they print before and
/// after in the project's Python (or `python`), in a sandbox. Errors: as catalogue_of; usage for an unknown id; no interpreter.
Result<std::vector<RuleTest>> test_rules(const fs::path& root, const std::vector<std::string>& ids,
                                         const Installation& installation, const std::optional<std::string>& python);

/// Times what the pages of the named rules time (of all when none is named), in a sandbox, one interpreter after the other
/// (`pythons` as for --python; the project's when there is none). `told` is called after each page. Errors: as test_rules;
/// target_failed: a page's code does not run.
Result<std::vector<rules::Measured>> bench_rules(const fs::path& root, const std::vector<std::string>& ids,
                                                 const Installation& installation,
                                                 const std::vector<std::string>& pythons,
                                                 const std::function<void(const rules::Measured&)>& told);

/// Writes `.velox/rules/<id>.md`, a page that works, to be changed. Errors: usage: an id that is no name in kebab-case; conflict:
/// there is such a rule.
Result<fs::path> new_rule(const fs::path& root, const std::string& id);

}  // namespace velox::agents
