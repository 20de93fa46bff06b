// SPDX-License-Identifier: Apache-2.0
// One pass over the nodes of a piece of code, adding up what each can do.
#pragma once

#include "velox/analysis/effects.hpp"

namespace velox::analysis {

class EffectWalk {
 public:
  /// `owner`: names of this scope are not visible outside the piece (the body of a function); -1 for none.
  EffectWalk(const EffectAnalysis& analysis, NodeIndex piece, ScopeIndex owner, Reads reads)
      : analysis_(analysis),
        scopes_(analysis.scopes_),
        types_(analysis.types_),
        tree_(analysis.tree_),
        piece_(piece),
        owner_(owner),
        reads_(reads) {}
  Effects run();

 private:
  NodeIndex visit(NodeIndex i);
  void visit_identifier(NodeIndex i);
  void note_path(std::string_view text);
  void visit_attribute(NodeIndex i);
  void visit_subscript(NodeIndex i);
  void visit_operator(NodeIndex i);
  void visit_comparison(NodeIndex i);
  void visit_augmented(NodeIndex i);
  void visit_match(NodeIndex i);
  void visit_call(NodeIndex i);
  void visit_known_call(NodeIndex call, const std::string& name);
  void visit_method_call(NodeIndex call, NodeIndex function);
  void visit_user_call(NodeIndex call, NodeIndex definition);
  void visit_isinstance(NodeIndex call);
  void callable(NodeIndex value);
  void keyword(NodeIndex argument);
  void truth(NodeIndex condition);
  void iteration(NodeIndex iterable);
  void render(NodeIndex value);
  void change(NodeIndex object);
  bool is_target(NodeIndex i) const;
  bool visible(BindingIndex b) const;
  Ty type(NodeIndex i);
  bool plain(NodeIndex i);
  bool scalars(NodeIndex i);
  bool rendered(NodeIndex i);
  bool numeric(NodeIndex i);
  bool satisfies(NodeIndex argument, Needs needs);

  const EffectAnalysis& analysis_;
  const Scopes& scopes_;
  const Types& types_;
  const Tree& tree_;
  NodeIndex piece_;
  ScopeIndex owner_;
  Reads reads_;
  Effects out_;
};

}  // namespace velox::analysis
