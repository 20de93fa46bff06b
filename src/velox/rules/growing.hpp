// SPDX-License-Identifier: Apache-2.0
// A local that a loop replaces by itself with something put behind it, `out = join(out, piece)`, where every round copies all
// that was gathered: what the loop may gather in a list instead, to be joined once behind it. Pure functions.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// `out = join(out, piece)`, or `out = join([out, piece])`.
struct Growth {
  Node statement, target;
  Node read;   ///< the `out` that is handed in
  Node piece;  ///< what is put behind it
  Node call;
  std::vector<Node> keywords;
};
/// The growth that a statement is, with the last argument list or display of `call` taken apart; nullopt for others.
std::optional<Growth> growth_of(Node statement);

/// The loop around a growth and the assignment in front of it that begins what grows.
struct Gathering {
  Node loop;
  Node start;  ///< the statement
  Node value;  ///< what it assigns
};
/// The reason where the local is used otherwise in the loop, or where no assignment stands before the loop in its block.
std::expected<Gathering, std::string> gathering_of(const RuleContext& context, const Growth& growth);

/// Nothing in the loop changes the object in place that the piece is, as far as its own name is concerned.
bool piece_is_kept(Node loop, Node piece);

/// The edits: the start binds a list of `first` (or none), rounds append `piece`, and `joined` (of the list's name, put for
/// `{}`) follows the loop. nullopt where a statement shares its line.
std::optional<std::vector<Edit>> gather(const RuleContext& context, const Growth& growth, const Gathering& gathering,
                                        std::string_view first, std::string_view joined);

}  // namespace velox::rules
