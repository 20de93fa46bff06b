// SPDX-License-Identifier: Apache-2.0
// Learned rules: made from examples, written into the project's own catalogue, watched there, and retired when they fail.
#pragma once

#include <string>
#include <vector>

#include "velox/agents/example_source.hpp"
#include "velox/rules/learned_rules.hpp"
#include "velox/store/store.hpp"

namespace velox::agents {

struct LearnedPage {
  rules::LearnedRule rule;
  fs::path file;
  bool known = false;  ///< the project had it before; it was left as it is
};

struct Learning {
  std::size_t examples = 0;
  std::size_t covered = 0;  ///< of these: what rules of the catalogue do already
  std::vector<LearnedPage> pages;
};

/// Writes a page for each rule that the examples give into `.velox/rules` of `root`. Errors: io, and those of catalogue_of.
Result<Learning> learn_from(const fs::path& root, std::vector<rules::Example> examples);

/// Moves the pages of learned rules that were tried kLeastTries times and never accepted to `.velox/rules/retired`, where nothing reads them;
/// a sentence for each. Errors: the store's, io.
Result<std::vector<std::string>> retire_failing(const fs::path& root, store::Store& store);
inline constexpr int kLeastTries = 6;

}  // namespace velox::agents
