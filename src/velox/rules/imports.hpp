// SPDX-License-Identifier: Apache-2.0
// Names that a rewrite needs at module level: an import, or a constant computed once. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "velox/rules/rule.hpp"

namespace velox::rules {

struct ImportedName {
  std::string local;                ///< how code at the place writes it: "deque", "collections.deque", "_deque"
  std::optional<model::Edit> edit;  ///< the import to add; none when the file has it already
  std::uint32_t end = 0;            ///< where the reused import ends; 0 for an added one
};

/// Makes `wanted` ("import re", "from collections import deque") usable at `place`. Reuses a top-level import, under
/// its alias or through its module, when nothing between hides it; else adds one after the docstring, `from __future__`
/// and the other imports, under a free name. nullopt when there is no safe way.
std::optional<ImportedName> ensure_import(const source::ParsedModule& module, const analysis::Facts& facts,
                                          source::Node place, std::string_view wanted);

/// Adds `name = value` below the imports at the head of the file, or, when that is further down, below those around the
/// import that ends at `after`. The name must be fresh; what `value` reads must be imported there.
model::Edit module_constant(const source::ParsedModule& module, std::string_view name, std::string_view value,
                            std::uint32_t after = 0);

/// `wish` or a variant of it that no identifier of the module uses.
std::string fresh_module_name(const source::ParsedModule& module, std::string_view wish);

}  // namespace velox::rules
