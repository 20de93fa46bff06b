// SPDX-License-Identifier: Apache-2.0
// Exact types of expressions by a fixpoint over all variables of a module: a variable has a type when everything that is
// ever stored in it has that type. Limits: not sensitive to order (a name used for two types has none), and a function
// argument has a type only by annotation or observation.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "velox/analysis/builtin_types.hpp"
#include "velox/analysis/facts.hpp"
#include "velox/analysis/scopes.hpp"

namespace velox::analysis {

struct Ty {
  T name = T::unknown;
  T element = T::unknown;  ///< of containers; keys of mappings
  T inner = T::unknown;    ///< element of the elements
  T value = T::unknown;    ///< of mappings
  bool hashable = false;   ///< every element is hashable by value
  Certainty certainty = Certainty::proven;
  NodeIndex why = kNone;

  static Ty bottom() {
    return {.name = T::bottom, .element = T::bottom, .inner = T::bottom, .value = T::bottom, .hashable = true};
  }
  static Ty of(T name, NodeIndex why = kNone) { return {.name = name, .why = why}; }
  bool known() const { return name != T::unknown && name != T::bottom; }
  bool operator==(const Ty&) const = default;
};

Ty join(const Ty& a, const Ty& b);
/// One element of a container of this type.
Ty element_of(const Ty& container);
/// The value is hashable by value with consistent equality: a scalar, or a tuple of those.
bool hashable_value(const Ty& type);
/// A scalar, or a container (not an iterator) of such.
bool holds_scalars(const Ty& type);

/// An array of at least one axis whose items are numbers: its operators and functions run numpy's own code.
bool holds_items(const Ty& type);
/// What an operator gives where one side, or both, is an array, an item of one, a Series or a DataFrame.
Ty combined_tables(std::string_view op, const Ty& left, const Ty& right, NodeIndex why);

/// What happens to an object where a name that refers to it is read.
enum class UseKind : std::uint8_t {
  read,    ///< looked at, no reference kept
  mutate,  ///< changed
  returned,
  passed,  ///< to a function of this module: `callee`, `argument`
  escape   ///< stored, aliased, or given to code that is not known
};
struct Use {
  UseKind kind = UseKind::escape;
  NodeIndex added = kNone;  ///< expression put into it; each of its elements if `each`
  bool each = false;
  NodeIndex value = kNone;    ///< expression put into a mapping under the key `added`
  bool adds_unknown = false;  ///< what is put into it is not known
  NodeIndex callee = kNone;
  int argument = -1;
};

class Types {
 public:
  Types(const Scopes& scopes, const std::map<NodeIndex, const model::ObservedUnit*>& observed);

  /// unknown when nothing is known.
  Ty of(NodeIndex expression) const;
  Ty of_binding(BindingIndex b) const;
  /// The return type of a plain function of this module.
  Ty returned_by(NodeIndex function) const;
  /// What is done with the object at a place where it is read; `self` is the object's type.
  Use use_at(NodeIndex load, const Ty& self) const;
  /// One element of what iterating over the expression gives.
  Ty iterated(NodeIndex expression) const;
  /// Words for TypeFact::because.
  std::string because(const Ty& type, NodeIndex at) const;
  /// Is the value of this expression an object that nothing else refers to yet?
  bool fresh(NodeIndex expression) const;

 private:
  friend class TypeFixpoint;
  Ty eval(NodeIndex i, int depth) const;
  Ty eval_string(NodeIndex i, int depth) const;
  /// How sure it is that the text of a value is a plain str: by itself, as the result of "...".format(...), or of `... % right`.
  static Certainty text_certainty(const Ty& value);
  Certainty formatted_certainty(NodeIndex call, int depth) const;
  Certainty interpolated_certainty(NodeIndex operation, const Ty& right) const;
  /// Of the result of a call of a library function.
  Certainty handed_on_certainty(NodeIndex call, const std::string& name, int depth) const;
  /// A string that surely has text outside of the fields that `opens` begins.
  bool literal_has_text(NodeIndex string, char opens) const;
  Ty eval_items(NodeIndex i, T name, int depth) const;
  Ty eval_dictionary(NodeIndex i, int depth) const;
  Ty eval_comprehension(NodeIndex i, int depth) const;
  Ty eval_comparison(NodeIndex i, int depth) const;
  Ty eval_binary(std::string_view op, const Ty& left, const Ty& right, NodeIndex i) const;
  Ty eval_unary(NodeIndex i, int depth) const;
  Ty eval_subscript(NodeIndex i, int depth) const;
  Ty eval_call(NodeIndex i, int depth) const;
  Ty eval_method(NodeIndex i, NodeIndex function, int depth) const;
  Ty eval_function(NodeIndex i, const std::string& name, int depth) const;
  Ty eval_arithmetic_call(NodeIndex i, const std::string& name, int depth) const;
  Ty eval_library(NodeIndex i, const std::string& name, int depth) const;
  Ty eval_array(NodeIndex i, const std::string& name, int depth) const;
  Ty eval_array_of_list(NodeIndex i, int depth) const;
  Ty eval_table_method(NodeIndex i, const Ty& self, std::string_view name) const;
  Ty eval_table_subscript(NodeIndex index, const Ty& self, int depth) const;
  Ty eval_table_attribute(NodeIndex i, const Ty& self) const;
  Ty shaped(NodeIndex shape, T item, int depth) const;
  T item_named_by(NodeIndex type) const;
  Ty read_variable(std::size_t variable) const;
  Ty stored(BindingIndex b, const Occurrence& store) const;
  Ty stored_by_parameter(BindingIndex b, const Occurrence& store) const;
  Ty annotated(NodeIndex type) const;
  Ty unpacked(NodeIndex target, NodeIndex identifier, NodeIndex source, bool iterate, const Ty& type) const;
  Ty unpacked_part(NodeIndex target, NodeIndex identifier, NodeIndex source, bool iterate, const Ty& type) const;
  Ty with_additions(BindingIndex b, Ty type) const;
  Ty binding_type(BindingIndex b) const;
  /// What a local variable, or "self.name", of a function was seen to hold; unknown when it was not seen or varied.
  Ty seen_local(NodeIndex function, const std::string& name, NodeIndex why) const;
  Ty eval_attribute(NodeIndex i, int depth) const;
  Ty return_type(NodeIndex function) const;
  bool makes_fresh(NodeIndex function) const;
  Use use_in_call(NodeIndex argument, NodeIndex call, const Ty& self) const;
  Use use_in_method(NodeIndex argument, int position, NodeIndex call, NodeIndex function, const Ty& self) const;
  Use use_of_receiver(NodeIndex attribute, const Ty& self) const;
  Use use_of_subscript(NodeIndex subscript, const Ty& self) const;
  Use use_in_operator(NodeIndex from, NodeIndex at, const Ty& self) const;
  Use use_of_augmented(NodeIndex at, const Ty& self) const;
  Use use_of_table(NodeIndex from, NodeIndex at, const Ty& self) const;
  bool consumed_at_once(NodeIndex expression) const;

  const Scopes& scopes_;
  const Tree& tree_;
  const std::map<NodeIndex, const model::ObservedUnit*>& observed_;
  std::map<NodeIndex, std::map<std::string, Ty>> locals_;  // by function_definition
  std::vector<Ty> variables_;                              // bindings, then functions
  std::map<NodeIndex, std::size_t> functions_;             // function_definition -> variable
  mutable std::function<void(std::size_t)> on_read_;
};

/// True when control cannot reach the end of the block.
bool always_leaves(const Tree& tree, NodeIndex block);
/// The function's own nodes of one kind, nested functions and classes left out.
std::vector<NodeIndex> own_nodes(const Tree& tree, NodeIndex function, Kind kind);

}  // namespace velox::analysis
