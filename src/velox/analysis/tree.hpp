// SPDX-License-Identifier: Apache-2.0
// The named nodes of a module in one array, in source order, with parents, fields and kinds as integers: every question
// of the analyses becomes array reads. Comments and tokens are left out. Immutable after construction.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "velox/source/node.hpp"

namespace velox::analysis {

using source::Node;

// clang-format off: it does not settle on one layout of this list
#define VX_NODE_KINDS(X)                                                                                               \
  X(module)                                                                                                            \
  X(block) X(identifier) X(string) X(concatenated_string) X(integer) X(ellipsis) X(none) X(interpolation) X(           \
      format_expression) X(format_specifier) X(attribute) X(subscript) X(slice) X(call) X(argument_list)               \
      X(keyword_argument) X(list_splat) X(dictionary_splat) X(list) X(tuple) X(set) X(dictionary) X(pair) X(           \
          list_comprehension) X(set_comprehension) X(dictionary_comprehension) X(generator_expression)                 \
          X(for_in_clause) X(if_clause) X(parenthesized_expression) X(conditional_expression) X(boolean_operator) X(   \
              not_operator) X(comparison_operator) X(binary_operator) X(unary_operator) X(named_expression) X(lambda)  \
              X(lambda_parameters) X(parameters) X(default_parameter) X(typed_parameter) X(typed_default_parameter) X( \
                  list_splat_pattern) X(dictionary_splat_pattern) X(tuple_pattern) X(list_pattern) X(pattern_list)     \
                  X(expression_list) X(assignment) X(augmented_assignment) X(expression_statement) X(return_statement) \
                      X(delete_statement) X(raise_statement) X(assert_statement) X(pass_statement) X(break_statement)  \
                          X(continue_statement) X(global_statement) X(nonlocal_statement) X(import_statement)          \
                              X(import_from_statement) X(future_import_statement) X(aliased_import) X(dotted_name)     \
                                  X(wildcard_import) X(relative_import) X(print_statement) X(exec_statement)           \
                                      X(type_alias_statement) X(if_statement) X(elif_clause) X(else_clause)            \
                                          X(for_statement) X(while_statement) X(try_statement) X(except_clause)        \
                                              X(except_group_clause) X(finally_clause) X(with_statement)               \
                                                  X(with_clause) X(with_item) X(as_pattern) X(as_pattern_target)       \
                                                      X(function_definition) X(class_definition)                       \
                                                          X(decorated_definition)                                      \
                                                              X(decorator) X(match_statement) X(case_clause)           \
                                                                  X(case_pattern) X(splat_pattern) X(keyword_pattern)  \
                                                                      X(class_pattern) X(dict_pattern) X(type)         \
                                                                          X(type_parameter) X(await) X(yield)
// clang-format on

enum class Kind : std::uint8_t {
  other,
  error,
  float_literal,
  true_literal,
  false_literal,
#define VX_KIND(name) name##_k,
  VX_NODE_KINDS(VX_KIND)
#undef VX_KIND
};

enum class Field : std::uint8_t {
  none,
  left,
  right,
  body,
  name,
  value,
  object,
  attribute,
  function,
  arguments,
  argument,
  alternative,
  condition,
  consequence,
  parameters,
  return_type,
  superclasses,
  type_parameters,
  type,
  subscript,
  alias,
  definition,
  operator_,
  module_name,
  subject,
  guard,
  key,
  expression,
  other
};

/// Index of a node in the Tree; kNone for "no such node".
using NodeIndex = std::int32_t;
constexpr NodeIndex kNone = -1;

class Tree {
 public:
  Tree(Node root, const std::string& bytes);

  std::size_t size() const { return items_.size(); }
  NodeIndex find(Node node) const;
  Node node(NodeIndex i) const { return i < 0 ? Node() : Node(at(i).node, bytes_); }
  Kind kind(NodeIndex i) const { return i < 0 ? Kind::other : at(i).kind; }
  bool is(NodeIndex i, Kind kind) const { return i >= 0 && at(i).kind == kind; }
  Field field_of(NodeIndex i) const { return at(i).field; }
  NodeIndex parent(NodeIndex i) const { return i < 0 ? kNone : at(i).parent; }
  /// One past the last descendant: the subtree of i is [i, end(i)).
  NodeIndex end(NodeIndex i) const { return at(i).end; }
  bool inside(NodeIndex i, NodeIndex ancestor) const { return i >= ancestor && i < end(ancestor); }
  /// First child, or kNone.
  NodeIndex first(NodeIndex i) const { return i >= 0 && i + 1 < end(i) ? i + 1 : kNone; }
  /// Next sibling, or kNone.
  NodeIndex next(NodeIndex i) const {
    const auto p = at(i).parent;
    return p >= 0 && end(i) < end(p) ? end(i) : kNone;
  }
  NodeIndex child(NodeIndex i, Field field) const;
  NodeIndex nth(NodeIndex i, int n) const;
  int count(NodeIndex i) const;
  std::vector<NodeIndex> children(NodeIndex i) const;
  std::string_view text(NodeIndex i) const;
  std::uint32_t line(NodeIndex i) const { return node(i).line(); }
  /// The operator token's text of a binary, unary or augmented node ("+", "+=").
  std::string_view operator_text(NodeIndex i) const;
  /// The operators of a comparison, in order ("<", "not in").
  std::vector<std::string_view> comparison_operators(NodeIndex i) const;
  /// The node without enclosing parentheses.
  NodeIndex strip(NodeIndex i) const;
  /// True when the first token of the node is `async`.
  bool is_async(NodeIndex i) const;

 private:
  struct Item {
    TSNode node;
    NodeIndex parent = kNone;
    NodeIndex end = 0;
    Kind kind = Kind::other;
    Field field = Field::none;
  };
  const Item& at(NodeIndex i) const { return items_[static_cast<std::size_t>(i)]; }

  /// By identity of the syntax tree's node: a table with open addressing, of a power of two, never more than half full.
  struct Slot {
    const void* id = nullptr;
    NodeIndex index = kNone;
  };
  void build_index();
  /// Where the node is, or where it would be put.
  std::size_t slot_of(const void* id) const;

  std::vector<Item> items_;
  std::vector<Slot> index_;
  int index_shift_ = 63;  // of a hash of 64 bits to a place in the table
  const char* bytes_;
};

bool is_comprehension(Kind kind);

}  // namespace velox::analysis
