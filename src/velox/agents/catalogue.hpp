// SPDX-License-Identifier: Apache-2.0
// The rules that a project has: those of the program's catalogue, and its own pages in `.velox/rules/`.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/rules/catalogue.hpp"
#include "velox/rules/rule.hpp"

namespace velox::agents {

/// Where a project keeps pages of its own.
inline fs::path own_rules_folder(const fs::path& root) { return root / ".velox/rules"; }

struct CatalogueEntry {
  rules::Page page;
  std::string text;  ///< of the page
  fs::path file;     ///< of a project's own page; empty for those of the program
  std::unique_ptr<rules::Rule> rule;
};

/// All rules in the order in which they are tried, a project's own ones last. Errors: invalid: a page that is malformed, not
/// of kind `pattern`, or named as one of the program, with file and line.
Result<std::vector<CatalogueEntry>> catalogue_of(const fs::path& root);

/// The texts of the project's own pages, as they are. Errors: io.
Result<std::vector<rules::PageText>> own_pages(const fs::path& root);

/// Error usage names the first id that no rule of the project has, and those that are near.
Result<void> check_rule_ids(const fs::path& root, const std::vector<std::string>& wanted);

/// "Did you mean ...?" for an id that no rule has.
std::string rule_hint(const std::vector<CatalogueEntry>& catalogue, const std::string& id);

}  // namespace velox::agents
