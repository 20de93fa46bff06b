// SPDX-License-Identifier: Apache-2.0
// Rules that a page defines: patterns with conditions and replacements (catalogue/README.txt).
#pragma once

#include <memory>
#include <vector>

#include "velox/rules/catalogue.hpp"
#include "velox/rules/rule.hpp"

namespace velox::rules {

/// The rule of a page with rewrites. Errors: invalid, with the line and the cause.
Result<std::unique_ptr<Rule>> make_pattern_rule(const Page& page);

}  // namespace velox::rules
