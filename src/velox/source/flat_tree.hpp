// SPDX-License-Identifier: Apache-2.0
// The named nodes of a module in one array, in source order, with parents, fields and kinds as integers: every question
// of the analyses and rules becomes array reads. Tokens are left out, comments are kept apart. Immutable after construction; safe
// to read from several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "velox/source/node.hpp"
#include "velox/source/tree_walk.hpp"

namespace velox::source {

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

/// Index of a node in the FlatTree; kNone for "no such node".
using NodeIndex = std::int32_t;
constexpr NodeIndex kNone = -1;

/// name_code() of the node's kind.
std::uint32_t kind_code(TSNode node);
/// The grammar's number of a field; `node`: any.
TSFieldId field_id(TSNode node, Field field);

class FlatTree {
 public:
  FlatTree() = default;
  /// Of a tree with errors no node knows its place (Node::flat).
  FlatTree(TSNode root, const char* bytes);

  std::size_t size() const { return items_.size(); }
  NodeIndex find(Node node) const {
    if (node.flat() == this) return node.index();
    return node ? place_of(node.id()) : kNone;
  }
  NodeIndex place_of(const void* id) const { return index_[slot_of(id)].index; }
  Node node(NodeIndex i) const {
    if (i < 0) return {};
    const Item& item = at(i);
    return whole_ ? Node(item.node, bytes_, this, i, item.code, item.span) : Node(item.node, bytes_);
  }
  Kind kind(NodeIndex i) const { return i < 0 ? Kind::other : at(i).kind; }
  bool is(NodeIndex i, Kind kind) const { return i >= 0 && at(i).kind == kind; }
  std::uint32_t code(NodeIndex i) const { return at(i).code; }
  model::Span span(NodeIndex i) const { return at(i).span; }
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
  std::string_view text(NodeIndex i) const {
    return i < 0 ? std::string_view() : std::string_view(bytes_ + at(i).span.begin, at(i).span.size());
  }
  std::uint32_t line(NodeIndex i) const { return i < 0 ? 0 : ts_node_start_point(at(i).node).row + 1; }
  /// The operator token's text of a binary, unary or augmented node ("+", "+=").
  std::string_view operator_text(NodeIndex i) const;
  /// The operators of a comparison, in order ("<", "not in").
  std::vector<std::string_view> comparison_operators(NodeIndex i) const;
  /// The node without enclosing parentheses.
  NodeIndex strip(NodeIndex i) const;
  /// True when the first token of the node is `async`.
  bool is_async(NodeIndex i) const;
  /// The identifier with exactly this span below i, or kNone.
  NodeIndex identifier_at(NodeIndex i, model::Span span) const;

  /// Children, and the same with the comments (and other extras, as line continuations) between them.
  std::vector<Node> items(NodeIndex i) const;
  std::vector<Node> named_children(NodeIndex i) const;
  /// The next sibling, comments included.
  Node next_named(NodeIndex i) const;
  /// Whether a comment is a child of the node.
  bool has_comments(NodeIndex i) const { return at(i).commented; }
  /// source::walk from a node on.
  template <typename Visit>
  void walk(NodeIndex root, Visit&& visit) const;

 private:
  struct Item {
    TSNode node;
    NodeIndex parent = kNone;
    NodeIndex end = 0;
    std::uint32_t code = 0;
    model::Span span;
    Kind kind = Kind::other;
    Field field = Field::none;
    bool commented = false;
  };
  const Item& at(NodeIndex i) const { return items_[static_cast<std::size_t>(i)]; }

  /// A comment: it stands before the node `before`, and is a child of `parent`.
  struct Extra {
    TSNode node;
    NodeIndex before, parent;
  };
  /// The first one that can be below i; they are in source order.
  std::size_t first_extra(NodeIndex i) const;
  bool is_extra_below(std::size_t extra, NodeIndex i) const {
    return extra < extras_.size() && inside(extras_[extra].parent, i);
  }
  Node extra_node(std::size_t extra) const { return Node(extras_[extra].node, bytes_, this); }

  /// By identity of the syntax tree's node: a table with open addressing, of a power of two, never more than half full.
  struct Slot {
    const void* id = nullptr;
    NodeIndex index = kNone;
  };
  void build_index();
  /// Where the node is, or where it would be put.
  std::size_t slot_of(const void* id) const;

  std::vector<Item> items_;
  std::vector<Extra> extras_;
  std::vector<Slot> index_ = std::vector<Slot>(2);
  int index_shift_ = 63;  // of a hash of 64 bits to a place in the table
  const char* bytes_ = nullptr;
  bool whole_ = false;  // the tree has no errors
};

template <typename Visit>
void FlatTree::walk(NodeIndex root, Visit&& visit) const {
  const NodeIndex last = end(root);
  auto extra = first_extra(root);
  for (NodeIndex i = root; i < last;) {
    for (; is_extra_below(extra, root) && extras_[extra].before <= i; ++extra) visit(extra_node(extra));
    if (visit(node(i))) {
      ++i;
      continue;
    }
    while (is_extra_below(extra, i)) ++extra;
    i = end(i);
  }
  for (; is_extra_below(extra, root); ++extra) visit(extra_node(extra));
}

/// Calls `visit(node)` for `root` and every named node below it, in source order; `visit` returns false to skip a node's
/// children.
template <typename Visit>
void walk(Node root, Visit&& visit) {
  if (!root) return;
  if (const FlatTree* tree = root.flat()) return tree->walk(root.index(), visit);
  const auto enter = [&](TSNode raw) {
    const Node node = root.same_tree(raw);
    return (node == root || ts_node_is_named(raw)) && visit(node);
  };
  walk_tree(root.raw(), enter, [](TSNode) {});
}

bool is_comprehension(Kind kind);

}  // namespace velox::source
