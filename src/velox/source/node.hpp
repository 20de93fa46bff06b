// SPDX-License-Identifier: Apache-2.0
// A read-only view of a syntax-tree node. Cheap to copy; valid while its ParsedModule lives. Node kinds and fields are
// those of the tree-sitter-python grammar 0.23 ("for_statement" with fields "left", "right", "body", ...).
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "velox/model/span.hpp"
#include "velox/source/tree_walk.hpp"

namespace velox::source {

class Node {
 public:
  Node() = default;
  Node(TSNode node, const char* bytes) : node_(node), bytes_(bytes) {}

  /// False for "no such node".
  explicit operator bool() const { return bytes_ != nullptr && !ts_node_is_null(node_); }
  std::string_view kind() const { return *this ? ts_node_type(node_) : std::string_view(); }
  bool is(std::string_view kind) const { return this->kind() == kind; }
  bool is_named() const { return *this && ts_node_is_named(node_); }
  bool has_error() const { return *this && ts_node_has_error(node_); }

  model::Span span() const { return {ts_node_start_byte(node_), ts_node_end_byte(node_)}; }
  std::uint32_t line() const { return ts_node_start_point(node_).row + 1; }
  std::uint32_t last_line() const { return ts_node_end_point(node_).row + 1; }
  std::uint32_t column() const { return ts_node_start_point(node_).column; }
  std::string_view text() const {
    if (!*this) return {};
    const auto s = span();
    return {bytes_ + s.begin, s.size()};
  }

  Node parent() const { return wrap(ts_node_parent(node_)); }
  Node field(std::string_view name) const {
    return wrap(ts_node_child_by_field_name(node_, name.data(), static_cast<std::uint32_t>(name.size())));
  }
  std::uint32_t named_count() const { return *this ? ts_node_named_child_count(node_) : 0; }
  Node named(std::uint32_t index) const { return wrap(ts_node_named_child(node_, index)); }
  std::uint32_t child_count() const { return *this ? ts_node_child_count(node_) : 0; }
  Node child(std::uint32_t index) const { return wrap(ts_node_child(node_, index)); }
  Node next_named() const { return wrap(ts_node_next_named_sibling(node_)); }
  Node prev_named() const { return wrap(ts_node_prev_named_sibling(node_)); }
  /// All named children, comments included; faster than named(i) in a loop.
  std::vector<Node> named_children() const;
  /// Named children other than comments.
  std::vector<Node> items() const;

  /// Identity within one tree, usable as a map key.
  const void* id() const { return node_.id; }
  bool operator==(const Node& other) const { return node_.id == other.node_.id; }
  TSNode raw() const { return node_; }
  /// Another node of the same tree.
  Node same_tree(TSNode node) const { return Node(node, bytes_); }

 private:
  Node wrap(TSNode node) const { return ts_node_is_null(node) ? Node() : Node(node, bytes_); }
  TSNode node_{};
  const char* bytes_ = nullptr;
};

/// Calls `visit(node)` for `root` and every named node below it, in source order; `visit` returns false to skip a node's
/// children.
template <typename Visit>
void walk(Node root, Visit&& visit) {
  if (!root) return;
  const auto enter = [&](TSNode raw) {
    const Node node = root.same_tree(raw);
    return (node == root || ts_node_is_named(raw)) && visit(node);
  };
  walk_tree(root.raw(), enter, [](TSNode) {});
}

}  // namespace velox::source
