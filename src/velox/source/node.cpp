// SPDX-License-Identifier: Apache-2.0
#include "velox/source/node.hpp"

namespace velox::source {

std::vector<Node> Node::named_children() const {
  std::vector<Node> children;
  if (!*this || ts_node_named_child_count(node_) == 0) return children;
  children.reserve(ts_node_named_child_count(node_));
  TSTreeCursor cursor = ts_tree_cursor_new(node_);
  for (bool more = ts_tree_cursor_goto_first_child(&cursor); more; more = ts_tree_cursor_goto_next_sibling(&cursor)) {
    const TSNode child = ts_tree_cursor_current_node(&cursor);
    if (ts_node_is_named(child)) children.emplace_back(child, bytes_);
  }
  ts_tree_cursor_delete(&cursor);
  return children;
}

std::vector<Node> Node::items() const {
  auto children = named_children();
  std::erase_if(children, [](const Node& child) { return child.is("comment") || child.is("line_continuation"); });
  return children;
}

}  // namespace velox::source
