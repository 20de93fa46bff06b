// SPDX-License-Identifier: Apache-2.0
// Which functions differ between two versions of a file, and whether anything else does. Comments, blank lines and the way a
// line is broken are no difference; everything that Python sees is. Pure.
#pragma once

#include <string>
#include <vector>

#include "velox/source/parsed_module.hpp"

namespace velox::source {

struct ChangedUnit {
  model::Unit unit;  ///< as in the version before
  /// It may remember something from call to call: its decorators or parameters differ, it sets a global or an attribute of
  /// itself, or code outside of functions differs. Such a function must not be judged on repeated inputs.
  bool may_keep_state = false;
};

struct ChangedUnits {
  std::vector<ChangedUnit> changed;  ///< in source order; of nested ones the outermost
  std::vector<std::string> added;    ///< qualified names
  std::vector<std::string> removed;
  bool elsewhere = false;  ///< code outside of functions differs
};

/// Neither may have a syntax error.
ChangedUnits changed_units(const ParsedModule& before, const ParsedModule& after);

}  // namespace velox::source
