// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/rounds.hpp"

#include "velox/rules/key_search.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// What a loop walks, or a comprehension with one clause.
Node walked_by(Node loop) {
  if (loop.is("for_statement")) return loop.field("right");
  Node walked;
  for (const Node& clause : loop.items()) {
    if (!clause.is("for_in_clause")) continue;
    if (walked) return {};
    walked = clause.field("right");
  }
  return walked;
}

}  // namespace

std::optional<std::uint64_t> seen_turns(const RuleContext& context, Node node, Node region) {
  std::uint64_t turns = 1;
  for (const Node& loop : repeating(node, context.definition)) {
    if (!inside(loop, region)) continue;
    const Node walked = loop.is("while_statement") ? Node() : walked_by(loop);
    const auto length = walked ? seen_length(context, collection_of(context, unparen(walked))) : std::nullopt;
    if (!length) return std::nullopt;
    turns *= *length;
  }
  return turns;
}

}  // namespace velox::rules
