// SPDX-License-Identifier: Apache-2.0
// Which project files import which, read from import statements, and what a file offers to run. Nothing is executed.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "velox/profile/project.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::profile {

/// What one look at a file's syntax tree tells.
struct FileTraits {
  std::set<std::string> imports;   ///< dotted names that may be modules, absolute: "a.b", "a.b.c"
  bool main_part = false;          ///< has `if __name__ == "__main__":` at module level
  bool runs_code = false;          ///< has loops, calls or the like at module level outside of it
  bool doctests = false;           ///< has a line that starts with >>>
  bool benchmark_fixture = false;  ///< a test function takes pytest-benchmark's `benchmark`
  bool hinted_functions = false;   ///< a module-level function has an annotated parameter
  std::vector<std::string> tests;  ///< names of module-level test functions and classes
};

/// `module_name` and `is_package` resolve relative imports.
FileTraits traits_of(const source::ParsedModule& module, const std::string& module_name, bool is_package);

class ImportGraph {
 public:
  /// Parses every file of the project (and `replaced` in place of what is on disk); files that can't be read are skipped.
  static ImportGraph build(const Project& project, const std::map<std::string, std::string>& replaced = {});

  /// Files that import one of `targets`, directly or through others, with the number of steps; the targets with 0.
  /// A conftest.py counts as imported by every test below its folder.
  std::map<std::string, int> importers_of(const std::vector<std::string>& targets) const;
  /// Null for files outside the project.
  const FileTraits* traits(const std::string& file) const;

 private:
  std::map<std::string, FileTraits> traits_;
  std::map<std::string, std::set<std::string>> importers_;  ///< file -> files that import it
};

}  // namespace velox::profile
