// SPDX-License-Identifier: Apache-2.0
#include "velox/source/node.hpp"

namespace velox::source {

namespace {

// One cursor for each thread: making one allocates, and lists of children are asked for all the time.
class Cursor {
 public:
  explicit Cursor(TSNode first) : cursor_(ts_tree_cursor_new(first)) {}
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  ~Cursor() { ts_tree_cursor_delete(&cursor_); }
  TSTreeCursor* at(TSNode node) {
    ts_tree_cursor_reset(&cursor_, node);
    return &cursor_;
  }

 private:
  TSTreeCursor cursor_;
};

}  // namespace

std::vector<Node> Node::named_children() const {
  std::vector<Node> children;
  if (!*this || ts_node_named_child_count(node_) == 0) return children;
  children.reserve(ts_node_named_child_count(node_));
  thread_local Cursor kept(node_);
  TSTreeCursor* cursor = kept.at(node_);
  for (bool more = ts_tree_cursor_goto_first_child(cursor); more; more = ts_tree_cursor_goto_next_sibling(cursor)) {
    const TSNode child = ts_tree_cursor_current_node(cursor);
    if (ts_node_is_named(child)) children.emplace_back(child, bytes_);
  }
  return children;
}

std::vector<Node> Node::items() const {
  auto children = named_children();
  std::erase_if(children, [](const Node& child) {
    return ts_node_is_extra(child.raw()) && (child.is("comment") || child.is("line_continuation"));
  });
  return children;
}

}  // namespace velox::source
