// SPDX-License-Identifier: Apache-2.0
// The lines of a block, moved one level in or out when the statement around it goes or a new one is put around it. Pure
// functions.
#pragma once

#include <optional>
#include <vector>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// Edits at the starts of the lines from `first`, a statement of `block`, to the end of the block (comments between the
/// statements included). nullopt when a string runs over several lines, which must not move, or when the block shares a line
/// with its header.
std::optional<std::vector<Edit>> indent_from(const source::ParsedModule& module, Node block, Node first);
/// The same outwards, to the indentation that `holder` has, which stands around the block.
std::optional<std::vector<Edit>> outdent_to(const source::ParsedModule& module, Node block, Node holder);

/// Control surely does not come to the end of the block: its last statement returns or raises in every arm.
bool always_returns(Node block);

}  // namespace velox::rules
