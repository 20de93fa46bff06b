// SPDX-License-Identifier: Apache-2.0
// What one walk over the tree finds: units with CPython's qualified names, the indentation in use, the first syntax error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "velox/model/unit.hpp"
#include "velox/source/node.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::source {

struct Survey {
  std::vector<model::Unit> units;  ///< in source order
  std::vector<Node> definitions;   ///< function_definition nodes, parallel to units
  std::string indent;              ///< the most frequent step; empty when nothing is indented
  std::optional<SyntaxError> error;
};

/// `starts` are the offsets of lines in `bytes`; `root`'s offsets are offsets in `bytes`.
Survey survey(Node root, const std::string& file, std::string_view bytes, const std::vector<std::uint32_t>& starts);

}  // namespace velox::source
