// SPDX-License-Identifier: Apache-2.0
// Rules out of examples: those of one build are generalised, tried on examples that had no part in it, and written as pages of kind
// `pattern` that claim no more than `tested`. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "velox/rules/catalogue.hpp"
#include "velox/rules/example.hpp"

namespace velox::rules {

struct LearnedRule {
  Page page;
  std::string text;                       ///< of the page
  std::vector<std::string> learned_from;  ///< origins of the examples that it was made from
  std::vector<std::string> held_out;      ///< of those that it fits without having been made from them; never empty
};

/// A rule needs two examples that it is made from and a third that it fits unseen. Examples that are no Python are left out.
std::vector<LearnedRule> learn_rules(const std::vector<Example>& examples);

/// Whether an id is one that learned rules have.
bool is_learned(std::string_view id);

/// Whether a page's rewrites, conditions and imports are made of metavariables, the language, builtins, methods of builtin types and the
/// standard library alone, so that they tell nothing of the code that they were learned from.
bool is_shareable(const Page& page);

}  // namespace velox::rules
