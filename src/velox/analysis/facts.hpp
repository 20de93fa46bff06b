// SPDX-License-Identifier: Apache-2.0
// What is known about the code of a module, for rules to put conditions on. A fact is either right or absent: dynamic
// tricks make it unknown, never wrong. Build once per module (and once more with what capture observed); immutable
// afterwards and safe to read from several threads.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "velox/model/profile.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::analysis {

using source::Node;

enum class BindingKind { local, parameter, global, free, builtin, import, unknown };

/// A name in the scope that owns it.
struct Binding {
  std::string name;
  BindingKind kind = BindingKind::unknown;
  std::vector<Node>
      stores;               ///< identifiers that (re)bind or delete it: targets, imports, defs, for/with/except targets
  std::vector<Node> loads;  ///< identifiers that read it, in every scope
  bool captured = false;    ///< read or written by a nested function, lambda, class body or comprehension
  bool written_elsewhere = false;  ///< global/nonlocal stores outside the owning scope
  Node scope;                      ///< module, function_definition, lambda, class_definition or comprehension
};

enum class Certainty {
  proven,    ///< follows from the code (literals, constructors, flow)
  declared,  ///< an annotation says so
  observed   ///< seen at run time, in every call that was looked at
};

/// The type of an expression. `name` is the exact class ("list", "dict", "str", "collections.deque", "int"), never a superclass.
struct TypeFact {
  std::string name;
  std::string
      element;  ///< of list/tuple/set/dict keys/deque, arrays (with several axes: numpy.ndarray); empty when unknown or mixed
  bool hashable_elements =
      false;  ///< every element is known hashable by value with consistent eq (str, int, float, bytes, bool, None, tuples of those)
  Certainty certainty = Certainty::proven;
  std::string because;  ///< "bound to a list display on line 12", "list in 1,204 observed calls"
};

/// What evaluating a piece of code can do besides giving a value.
struct Effects {
  bool writes = false;         ///< changes an object or name visible outside the piece
  bool calls_unknown = false;  ///< runs code that is not known to be pure
  bool may_raise = true;
  bool io = false;
  bool nondeterministic = false;
  bool awaits_or_yields = false;
  /// Reads attributes of objects whose class is not known: taken as plain data unless this module has a property or
  /// __getattr__ that fits. A proof for every program needs this to be false.
  bool reads_attributes = false;
  /// The weakest type fact that the answer rests on.
  Certainty certainty = Certainty::proven;
  std::set<std::string> reads;  ///< names and dotted attribute paths that are read ("self.items")
  bool pure() const { return !writes && !calls_unknown && !io && !nondeterministic && !awaits_or_yields; }
};

class Facts {
 public:
  /// `observed` adds run-time facts, keyed by qualname; it may be empty.
  static Facts analyse(const source::ParsedModule& module, const std::vector<model::ObservedUnit>& observed = {});
  Facts(Facts&&) noexcept;
  Facts& operator=(Facts&&) noexcept;
  ~Facts();

  // --- names -------------------------------------------------------------------------------------------------
  /// The binding that an identifier refers to; null for attribute names, keyword names and poisoned scopes.
  const Binding* binding(Node identifier) const;
  /// True when the identifier surely means the builtin of that name: not bound in any enclosing scope, module scope
  /// included, no star-import, not assigned through `builtins`/`globals()`.
  bool is_builtin(Node identifier, std::string_view name) const;
  /// The imported dotted name that an expression surely denotes: `re.compile`, `dc` after `from copy import deepcopy as dc` ->
  /// "copy.deepcopy"; builtins give their own name ("sorted"). nullopt when rebound or unknown.
  std::optional<std::string> resolve(Node expression) const;
  /// The name cannot be trusted: exec, eval, locals(), globals(), vars(), star-import, `del` of builtins ... in its scope.
  bool poisoned(Node scope_or_inner) const;
  /// A name based on `wish` that is free in the whole scope of `at` and nested scopes.
  std::string fresh_name(Node at, std::string_view wish) const;

  // --- types -------------------------------------------------------------------------------------------------
  /// The type of an expression at its place. Parameters use annotations and observation.
  std::optional<TypeFact> type_of(Node expression) const;

  // --- effects and flow --------------------------------------------------------------------------------------
  Effects effects(Node piece) const;
  /// Evaluating `expression` gives an equal, indistinguishable value at each point of `region` (a loop or block): no name
  /// it reads is rebound and no object it reads is mutated or handed to unknown code in there, and it is pure.
  bool invariant(Node expression, Node region) const;
  /// The object bound to this local may be changed inside `region` (method that mutates, item/attribute store, del,
  /// augmented assignment) or escape to code that might change it. `allowed` are nodes not to count.
  bool mutated_in(const Binding& binding, Node region, const std::vector<Node>& allowed = {}) const;
  /// A reference to the object may outlive or leave the function, or a second name may refer to it (stored, returned, yielded,
  /// passed to unknown code, captured).
  bool escapes(const Binding& binding, Node region) const;
  /// No path from the end of `statement` reads the binding's current value before it is rebound or the scope ends.
  bool dead_after(const Binding& binding, Node statement) const;
  /// A user function of this module that is pure in the sense of Effects::pure (recursion allowed), deterministic, and
  /// depends only on its arguments and never-rebound, never-mutated module constants.
  bool pure_function(Node function_definition, std::string* why_not = nullptr) const;

  /// What calling a plain function of this module can do; parameters have the types that type_of gives them.
  Effects call_effects(Node function_definition) const;

  // --- structure ---------------------------------------------------------------------------------------------
  /// Innermost for/while around a node within its function; comprehension clauses count as loops.
  Node enclosing_loop(Node node) const;
  Node enclosing_function(Node node) const;
  /// The statement (direct child of a block or module) that holds the node.
  Node statement_of(Node node) const;
  /// Loop nesting depth within the function, 0 outside loops.
  int loop_depth(Node node) const;

 private:
  struct State;
  explicit Facts(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace velox::analysis
