// SPDX-License-Identifier: Apache-2.0
#include "velox/source/node.hpp"

#include "velox/source/flat_tree.hpp"

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

Node::Node(TSNode node, const char* bytes, const FlatTree* tree) : node_(node), bytes_(bytes), tree_(tree) {
  if (node.id == nullptr) return;
  if (tree != nullptr) {
    index_ = tree->place_of(node.id);
    if (index_ >= 0) {
      *this = tree->node(index_);
      return;
    }
  }
  span_ = {ts_node_start_byte(node), ts_node_end_byte(node)};
}

std::uint32_t Node::code_of_token() const { return *this ? kind_code(node_) : name_code({}); }

Node Node::parent() const {
  if (index_ >= 0) return tree_->node(tree_->parent(index_));
  return *this ? wrap(ts_node_parent(node_)) : Node();
}

Node Node::field(FieldName name) const {
  const bool token = name.field == Field::operator_ || name.field == Field::operators;
  // The block of a match has two fields there, of which the flat tree keeps one.
  if (index_ >= 0 && !token && !is("match_statement")) return tree_->node(tree_->child(index_, name.field));
  return *this ? wrap(ts_node_child_by_field_id(node_, field_id(node_, name.field))) : Node();
}

Node Node::named(std::uint32_t index) const {
  if (index_ >= 0 && !tree_->has_comments(index_)) return tree_->node(tree_->nth(index_, static_cast<int>(index)));
  return wrap(ts_node_named_child(node_, index));
}

Node Node::next_named() const {
  return index_ >= 0 ? tree_->next_named(index_) : wrap(ts_node_next_named_sibling(node_));
}

Node Node::prev_named() const {
  const auto around = index_ > 0 ? tree_->parent(index_) : kNone;
  if (around < 0 || tree_->has_comments(around)) return wrap(ts_node_prev_named_sibling(node_));
  auto before = kNone;
  for (auto at = tree_->first(around); at != index_; at = tree_->next(at)) before = at;
  return tree_->node(before);
}

std::vector<Node> Node::named_children() const {
  if (index_ >= 0) return tree_->named_children(index_);
  auto all = children();
  std::erase_if(all, [](const Node& child) { return !child.is_named(); });
  return all;
}

std::vector<Node> Node::children() const {
  std::vector<Node> children;
  if (child_count() == 0) return children;
  children.reserve(child_count());
  thread_local Cursor kept(node_);
  TSTreeCursor* cursor = kept.at(node_);
  for (bool more = ts_tree_cursor_goto_first_child(cursor); more; more = ts_tree_cursor_goto_next_sibling(cursor)) {
    children.push_back(same_tree(ts_tree_cursor_current_node(cursor)));
  }
  return children;
}

std::vector<Node> Node::items() const {
  if (index_ >= 0) return tree_->items(index_);
  auto children = named_children();
  std::erase_if(children, [](const Node& child) {
    return ts_node_is_extra(child.raw()) && (child.is("comment") || child.is("line_continuation"));
  });
  return children;
}

}  // namespace velox::source
