// SPDX-License-Identifier: Apache-2.0
// The nodes of a unit's own code, read once for all rules: a walk over the syntax tree costs more than what most rules then
// do with it. In source order, with the end of each subtree, so that a visit can skip one, and by kind.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "velox/source/node.hpp"

namespace velox::rules {

using source::Node;

/// Its body without nested functions, classes and lambdas. Immutable; safe to read from several threads.
class UnitNodes {
 public:
  /// `definition`: the unit's function_definition; valid while its module lives.
  explicit UnitNodes(Node definition);

  /// Calls `visit(node)` for every node; `visit` returns false to skip a node's children.
  template <typename Visit>
  void walk(Visit&& visit) const {
    for (std::size_t i = 0; i < nodes_.size();) i = visit(nodes_[i]) ? i + 1 : ends_[i];
  }
  /// Every node of a kind, in source order.
  std::vector<Node> of_kind(std::string_view kind) const;
  /// Those with this word only; all of them when it is empty.
  std::vector<Node> of_kind(std::string_view kind, std::string_view word) const;
  /// What tells nodes of a kind apart: the name that is called, the operator; in statements, see the source. Else empty.
  static std::string_view word(Node node);

 private:
  std::vector<Node> nodes_;
  std::vector<std::size_t> ends_;  // of nodes_[i]: the first index behind its subtree
  std::vector<std::pair<std::string_view, std::vector<std::size_t>>> kinds_;
  std::map<std::pair<std::string_view, std::string_view>, std::vector<std::size_t>> words_;  // by kind and word
};

}  // namespace velox::rules
