// SPDX-License-Identifier: Apache-2.0
// The use case `rules`: what the catalogue holds, for people.
#pragma once

#include <string>
#include <vector>

#include "velox/base/error.hpp"

namespace velox::agents {

struct RuleSummary {
  std::string id, title, family, assurance, python;
  std::string cost_before, cost_after;
  double factor = 1;  ///< expected speed-up of the code it replaces
};

/// All rules in the order in which they are tried.
Result<std::vector<RuleSummary>> list_rules();

/// A rule's page, as Markdown. Error not_found lists near ids.
Result<std::string> rule_page(const std::string& id);

}  // namespace velox::agents
