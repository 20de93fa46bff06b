// SPDX-License-Identifier: Apache-2.0
// A read-only view of a syntax-tree node. Cheap to copy; valid while its ParsedModule lives. Node kinds and fields are
// those of the tree-sitter-python grammar 0.23 ("for_statement" with fields "left", "right", "body", ...).
//
// Nodes of a module without syntax errors know their place in its FlatTree, and answer from there; the others, and tokens and
// comments, ask the parser's tree, which takes tens of times as long.
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "velox/model/span.hpp"
#include "velox/source/grammar_names.hpp"

namespace velox::source {

class FlatTree;

class Node {
 public:
  Node() = default;
  /// Without a flat tree.
  Node(TSNode node, const char* bytes) : Node(node, bytes, nullptr) {}
  /// `tree` may be null.
  Node(TSNode node, const char* bytes, const FlatTree* tree);

  /// False for "no such node".
  explicit operator bool() const { return node_.id != nullptr; }
  std::string_view kind() const { return *this ? ts_node_type(node_) : std::string_view(); }
  bool is(KindName kind) const { return code() == kind.code; }
  /// name_code(kind())
  std::uint32_t code() const { return code_ != 0 ? code_ : code_of_token(); }
  bool is_named() const { return index_ >= 0 || (*this && ts_node_is_named(node_)); }
  bool has_error() const { return *this && ts_node_has_error(node_); }

  model::Span span() const { return span_; }
  std::uint32_t line() const { return ts_node_start_point(node_).row + 1; }
  std::uint32_t last_line() const { return ts_node_end_point(node_).row + 1; }
  std::uint32_t column() const { return ts_node_start_point(node_).column; }
  std::string_view text() const {
    return *this ? std::string_view(bytes_ + span_.begin, span_.size()) : std::string_view();
  }

  Node parent() const;
  /// The first child with this field.
  Node field(FieldName name) const;
  std::uint32_t named_count() const { return *this ? ts_node_named_child_count(node_) : 0; }
  Node named(std::uint32_t index) const;
  std::uint32_t child_count() const { return *this ? ts_node_child_count(node_) : 0; }
  Node child(std::uint32_t index) const { return wrap(ts_node_child(node_, index)); }
  Node next_named() const;
  Node prev_named() const;
  /// All children, tokens included.
  std::vector<Node> children() const;
  /// All named children, comments included; faster than named(i) in a loop.
  std::vector<Node> named_children() const;
  /// Named children other than comments.
  std::vector<Node> items() const;

  /// Identity within one tree, usable as a map key.
  const void* id() const { return node_.id; }
  bool operator==(const Node& other) const { return node_.id == other.node_.id; }
  TSNode raw() const { return node_; }
  /// Another node of the same tree.
  Node same_tree(TSNode node) const { return Node(node, bytes_, tree_); }
  /// The flat tree that has the node, and its place there; null and negative for tokens, comments and modules with errors.
  const FlatTree* flat() const { return index_ >= 0 ? tree_ : nullptr; }
  std::int32_t index() const { return index_; }

 private:
  friend class FlatTree;
  Node(TSNode node, const char* bytes, const FlatTree* tree, std::int32_t index, std::uint32_t code, model::Span span)
      : node_(node), bytes_(bytes), tree_(tree), index_(index), code_(code), span_(span) {}
  Node wrap(TSNode node) const { return node.id == nullptr ? Node() : same_tree(node); }
  std::uint32_t code_of_token() const;

  TSNode node_{};
  const char* bytes_ = nullptr;
  const FlatTree* tree_ = nullptr;
  std::int32_t index_ = -1;
  std::uint32_t code_ = 0;  // 0: not known yet
  model::Span span_{};
};

}  // namespace velox::source
