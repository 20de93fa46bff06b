// SPDX-License-Identifier: Apache-2.0
// A walk over a whole tree without recursion, so that very deep expressions cannot exhaust the stack, and in linear time
// (ts_node_parent and ts_node_child cost more the wider and deeper a tree is).
#pragma once

#include <tree_sitter/api.h>

namespace velox::source {

/// Calls enter(node) before and leave(node) after the children of every node, anonymous tokens included. When `enter`
/// returns false the children are skipped (leave is called all the same).
template <typename Enter, typename Leave>
void walk_tree(TSNode root, Enter&& enter, Leave&& leave) {
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  bool more = true;
  while (more) {
    if (enter(ts_tree_cursor_current_node(&cursor)) && ts_tree_cursor_goto_first_child(&cursor)) continue;
    while (true) {
      leave(ts_tree_cursor_current_node(&cursor));
      if (ts_tree_cursor_goto_next_sibling(&cursor)) break;
      if (!ts_tree_cursor_goto_parent(&cursor)) {
        more = false;
        break;
      }
    }
  }
  ts_tree_cursor_delete(&cursor);
}

}  // namespace velox::source
