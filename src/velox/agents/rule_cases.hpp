// SPDX-License-Identifier: Apache-2.0
// The use cases `rules test` and `rules new`: pages of rules are tested by their own cases, and begun from a template.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "velox/agents/survey.hpp"
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

/// Writes `.velox/rules/<id>.md`, a page that works, to be changed. Errors: usage: an id that is no name in kebab-case; conflict:
/// there is such a rule.
Result<fs::path> new_rule(const fs::path& root, const std::string& id);

}  // namespace velox::agents
