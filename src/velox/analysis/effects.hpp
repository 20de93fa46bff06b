// SPDX-License-Identifier: Apache-2.0
// What evaluating a piece of code can do. Every node adds what it can do by itself; functions of the module are summarised
// once, when they are first asked for, with those that they call: to a fixpoint over calls. Most are never asked for. Anything that
// is not on a list of harmless things counts as unknown code. Safe to read from several threads.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "velox/analysis/facts.hpp"
#include "velox/analysis/types.hpp"

namespace velox::analysis {

/// What a call of a function of the module does.
struct Summary {
  Effects effects;            ///< of the body, but for `reads`; changes of its own fresh objects are not counted
  std::vector<bool> changes;  ///< by parameter: the argument may be changed
  std::vector<bool> keeps;    ///< by parameter: a reference may be kept or returned
  bool operator==(const Summary& other) const;
};

/// Whether the names that a piece reads are listed: that takes longer than all the rest.
enum class Reads : std::uint8_t { left_out, listed };

class EffectAnalysis {
 public:
  EffectAnalysis(const Scopes& scopes, const Types& types);

  Effects of(NodeIndex piece, Reads reads = Reads::left_out) const;
  /// Null for lambdas and unknown nodes.
  const Summary* summary(NodeIndex function) const;
  /// Every store to the binding puts a new object into it, and all are inside the piece (kNone: anywhere).
  bool made_here(BindingIndex b, NodeIndex piece) const;
  /// Evaluating the expression surely does not raise.
  bool cannot_raise(NodeIndex expression, int depth = 0) const;
  /// The name has a value wherever this identifier can be reached.
  bool surely_bound(NodeIndex identifier) const;
  /// As Types::use_at with calls of module functions looked into.
  Use use_at(NodeIndex load, const Ty& self) const;
  /// Attribute names whose reading runs code of this module (properties).
  const std::set<std::string_view>& properties() const;

 private:
  friend class EffectWalk;
  void find_properties() const;
  bool any_getattr() const;
  bool may_be_descriptor(NodeIndex assignment) const;
  bool text_method_cannot_raise(NodeIndex call, int depth) const;
  void summarise_from(NodeIndex function) const;
  Summary empty_summary(NodeIndex function) const;
  Summary summarise(NodeIndex function) const;
  std::vector<BindingIndex> parameters(NodeIndex function) const;

  const Scopes& scopes_;
  const Types& types_;
  const Tree& tree_;
  /// While a function is summarised: functions that were asked for, and those of them that have no summary yet.
  struct Asked {
    std::vector<NodeIndex> all, fresh;
  };
  mutable std::recursive_mutex mutex_;  // guards the next two; summarising one function asks for others
  mutable std::map<NodeIndex, Summary> summaries_;
  mutable Asked* asked_ = nullptr;
  mutable std::once_flag properties_found_;
  mutable std::set<std::string_view> properties_;
  mutable bool any_getattr_ = false;
};

}  // namespace velox::analysis
