// SPDX-License-Identifier: Apache-2.0
// The nodes of some kinds in a unit, without a look at all the others: most rules begin at a few places of a function only.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <vector>

#include "velox/rules/unit_nodes.hpp"

namespace velox::rules {

/// Calls `visit(node)` for every node of these kinds, in source order, the outer first; `visit` returns false to skip what is
/// inside of a node.
template <typename Visit>
void visit_kinds(const UnitNodes& nodes, std::initializer_list<source::KindName> kinds, Visit&& visit) {
  std::vector<source::NodeIndex> places;
  for (const auto kind : kinds) std::ranges::copy(nodes.of_kind(kind).places(), std::back_inserter(places));
  if (kinds.size() > 1) std::ranges::sort(places);
  source::NodeIndex next = 0;
  for (const auto place : places) {
    if (place < next) continue;
    if (!visit(nodes.tree()->node(place))) next = nodes.tree()->end(place);
  }
}

}  // namespace velox::rules
