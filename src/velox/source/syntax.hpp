// SPDX-License-Identifier: Apache-2.0
// Where a text is not the Python that Velox reads: what the parser could not make sense of, and what it takes although only
// Python 2 did.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/model/span.hpp"
#include "velox/source/node.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::source {

/// What is wrong with this one node. `damaged`: the tree has nodes that the parser made up (ts_node_has_error of its root).
std::optional<SyntaxError> syntax_error_at(Node node, bool damaged);

/// False when no number of the text, be it code or not, is one of Python 2, and no `<>` is in it: syntax_error_at() then has
/// nothing to find in expressions of a tree that is not damaged.
bool may_have_old_tokens(std::string_view text);

/// Whether `after`, a module with these edits, surely has no syntax error. False when that takes a look at the whole file: only
/// what the edits touch is parsed again. REQUIRES: the module has none, and `after` is what apply_edits gives.
bool surely_parses(const ParsedModule& module, const std::vector<model::Edit>& edits, const std::string& after);

}  // namespace velox::source
