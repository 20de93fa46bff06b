// SPDX-License-Identifier: Apache-2.0
// Questions about a loop or block: what changes in it, what gets out of it, what stays the same.
#pragma once

#include <string>
#include <vector>

#include "velox/analysis/effects.hpp"
#include "velox/analysis/scopes.hpp"
#include "velox/analysis/types.hpp"

namespace velox::analysis {

class Regions {
 public:
  Regions(const Scopes& scopes, const Types& types, const EffectAnalysis& effects)
      : scopes_(scopes), types_(types), effects_(effects), tree_(scopes.tree()) {}

  bool invariant(NodeIndex expression, NodeIndex region) const;
  bool mutated_in(BindingIndex b, NodeIndex region, const std::vector<NodeIndex>& allowed) const;
  bool escapes(BindingIndex b, NodeIndex region) const;
  /// Why calls of the function are not interchangeable with their value; empty when they are.
  std::string impurity(NodeIndex function) const;
  NodeIndex enclosing_loop(NodeIndex node) const;
  NodeIndex enclosing_function(NodeIndex node) const;
  int loop_depth(NodeIndex node) const;

 private:
  bool rebound_in(BindingIndex b, NodeIndex region, bool runs_unknown) const;
  bool shared(BindingIndex b) const;
  bool others_may_change(BindingIndex b, NodeIndex region, const std::vector<NodeIndex>& allowed) const;
  bool changes_objects_of(T type, NodeIndex region, BindingIndex except, const std::vector<NodeIndex>& allowed) const;
  bool runs_unknown_code(NodeIndex region, const std::vector<NodeIndex>& allowed) const;
  bool runs_writers(NodeIndex region, const std::vector<NodeIndex>& allowed) const;
  std::string unstable_global(NodeIndex function) const;
  bool loop_entered(NodeIndex from, NodeIndex at, int* depth) const;

  const Scopes& scopes_;
  const Types& types_;
  const EffectAnalysis& effects_;
  const Tree& tree_;
};

}  // namespace velox::analysis
