// SPDX-License-Identifier: Apache-2.0
// What a person asked for: `report.py`, `src/`, `report.py::Report.render` - resolved against a project, with errors that
// name what was probably meant. Files are parsed, nothing is executed.
//
//   auto selection = VX_TRY(select_targets({"report.py::Report.render"}, {}));
//   selection.project.root();   selection.files;   selection.units;
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/model/unit.hpp"
#include "velox/profile/project.hpp"

namespace velox::profile {

struct Selection {
  Project project;
  std::vector<std::string> files;    ///< relative to the root, sorted; test files only when named directly
  std::vector<model::UnitId> units;  ///< named with `::`; when empty, every unit of `files` is meant
  bool folder = false;               ///< at least one target was a folder

  /// Whether the unit, or its file, was asked for.
  bool selects(const model::UnitId& unit) const;
};

/// Resolves targets; relative ones count from the current folder. A unit also selects what is nested in it, and a class
/// name selects its methods. Errors: not_found (no such file, folder without Python files, no such unit: lists near
/// names), usage (not a Python file, empty target, outside the root), invalid (the named unit's file does not parse).
Result<Selection> select_targets(const std::vector<std::string>& targets, const std::optional<fs::path>& root);

/// Names close to `wanted` by edit distance or by their last part, best first, at most `count`.
std::vector<std::string> near_names(const std::string& wanted, const std::vector<std::string>& names,
                                    std::size_t count = 3);

}  // namespace velox::profile
