// SPDX-License-Identifier: Apache-2.0
// Names and the scopes that own them, as the language reference has it ("Naming and binding").
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "velox/analysis/facts.hpp"
#include "velox/analysis/tree.hpp"

namespace velox::analysis {

using ScopeIndex = std::int32_t;
using BindingIndex = std::int32_t;

enum class ScopeKind : std::uint8_t { module, function, lambda, class_body, comprehension };

struct Scope {
  ScopeKind kind = ScopeKind::module;
  NodeIndex node = 0;
  ScopeIndex parent = -1;
  bool poisoned = false;
  std::unordered_map<std::string_view, BindingIndex> names;
  std::unordered_set<std::string_view> globals, nonlocals;
};

/// One place where a name is written. `site` is the construct that binds: assignment, for_statement, import, parameter ...
struct Occurrence {
  NodeIndex identifier = kNone;
  NodeIndex site = kNone;
};

/// What the analyses keep about a binding beside its public face.
struct BindingInfo {
  ScopeIndex scope = 0;
  std::vector<Occurrence> stores;
  std::vector<NodeIndex> loads;
  bool deferred = false;  ///< used by a function, lambda or generator expression below its scope
  bool deleted = false;
  bool is_import = true;  ///< all stores are imports
  bool is_parameter = false;
  bool is_builtin = false;
};

class Scopes {
 public:
  explicit Scopes(const Tree& tree);

  const Tree& tree() const { return tree_; }
  const std::vector<Scope>& scopes() const { return scopes_; }
  std::size_t binding_count() const { return infos_.size(); }
  const BindingInfo& info(BindingIndex b) const { return infos_[static_cast<std::size_t>(b)]; }
  const Binding& face(BindingIndex b) const { return faces_[static_cast<std::size_t>(b)]; }
  BindingIndex index_of(const Binding& binding) const;
  /// The binding that an identifier node refers to, poisoned or not; -1 when it is no name.
  BindingIndex binding_at(NodeIndex identifier) const;
  /// True for an identifier that (re)binds or deletes its name.
  bool is_store(NodeIndex identifier) const { return store_[static_cast<std::size_t>(identifier)]; }
  /// The scope whose code a node belongs to.
  ScopeIndex scope_at(NodeIndex node) const { return scope_of_[static_cast<std::size_t>(node)]; }
  const Scope& scope(ScopeIndex s) const { return scopes_[static_cast<std::size_t>(s)]; }
  /// The scope that a function, lambda, class or comprehension node opens; -1 for others.
  ScopeIndex opened_by(NodeIndex node) const;
  /// Names may be read or written behind our back in this scope.
  bool poisoned(ScopeIndex s) const;
  bool builtins_poisoned() const { return builtins_poisoned_; }
  /// Dotted name that an identifier or attribute chain surely denotes; empty when unknown.
  std::string resolve(NodeIndex expression) const;
  /// Names that occur anywhere in the module; gathered when first asked for.
  const std::unordered_set<std::string_view>& all_names() const;
  /// The function_definition that a never-rebound, undecorated name stands for; kNone otherwise.
  NodeIndex function_named_by(NodeIndex identifier) const;
  /// Nearest function or lambda scope (or module/class) that holds s, looking through comprehensions.
  ScopeIndex frame_of(ScopeIndex s) const;

 private:
  friend class ScopeBuilder;
  std::string meaning_of(BindingIndex b) const;

  const Tree& tree_;
  std::vector<Scope> scopes_;
  std::vector<ScopeIndex> scope_of_;
  std::vector<ScopeIndex> opened_;  // by node; -1 for most
  std::vector<BindingInfo> infos_;
  std::vector<Binding> faces_;
  std::vector<BindingIndex> binding_of_;  // by node
  std::vector<bool> store_;               // by node
  std::unordered_map<std::string_view, BindingIndex> builtins_;
  mutable std::once_flag names_found_;
  mutable std::unordered_set<std::string_view> all_names_;
  std::unordered_set<std::string> patched_;  // dotted names that are assigned to
  std::vector<std::string> meanings_;        // by binding: what its name resolves to, once everything is known
  std::deque<std::string> mangled_;
  bool builtins_poisoned_ = false;
};

/// A name of Python's builtins module (3.9 to 3.14).
bool is_builtin_name(std::string_view name);

}  // namespace velox::analysis
