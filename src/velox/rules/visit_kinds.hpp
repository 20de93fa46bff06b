// SPDX-License-Identifier: Apache-2.0
// The nodes of some kinds in a unit, without a look at all the others: most rules begin at a few places of a function only.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "velox/rules/unit_nodes.hpp"

namespace velox::rules {

/// Calls `visit(node)` for every node of these kinds, in source order; `visit` returns false to skip what is inside of a node. Of
/// kinds that can span the same text, the outer comes first in the list.
template <typename Visit>
void visit_kinds(const UnitNodes& nodes, std::initializer_list<std::string_view> kinds, Visit&& visit) {
  std::vector<Node> places;
  for (const auto kind : kinds) {
    const auto more = nodes.of_kind(kind);
    places.insert(places.end(), more.begin(), more.end());
  }
  const auto order = [](const Node& node) {
    const auto span = node.span();
    return std::pair(span.begin, ~span.end);
  };
  if (kinds.size() > 1) std::ranges::stable_sort(places, {}, order);
  std::uint32_t skipped = 0;
  for (const Node& node : places) {
    if (node.span().begin < skipped) continue;
    if (!visit(node)) skipped = std::max(skipped, node.span().end);
  }
}

}  // namespace velox::rules
