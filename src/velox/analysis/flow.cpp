// SPDX-License-Identifier: Apache-2.0
// Built backwards: each statement is given the point that follows it, so that one pass suffices. Point 0 is the exit.
// `finally` is built once and left in every direction that any path through it may take.
#include "velox/analysis/flow.hpp"

#include <algorithm>

namespace velox::analysis {

Flow::Flow(const Tree& tree, NodeIndex body) : tree_(tree), first_(body) {
  points_.emplace_back();
  point_of_.assign(static_cast<std::size_t>(tree.end(body) - body), 0);
  build_block(body, 0, {});
}

Flow::PointIndex Flow::add(const Context& context, std::vector<PointIndex> next) {
  points_.push_back({std::move(next), context.on_error});
  return static_cast<PointIndex>(points_.size() - 1);
}

void Flow::cover(PointIndex point, NodeIndex node) {
  if (node == kNone) return;
  std::fill(point_of_.begin() + (node - first_), point_of_.begin() + (tree_.end(node) - first_), point);
}

NodeIndex Flow::block_of(NodeIndex clause) const {
  for (auto c = tree_.first(clause); c != kNone; c = tree_.next(c)) {
    if (tree_.is(c, Kind::block_k)) return c;
  }
  return kNone;
}

Flow::PointIndex Flow::build_block(NodeIndex block, PointIndex next, const Context& context) {
  if (block == kNone) return next;
  const auto statements = tree_.children(block);
  for (auto it = statements.rbegin(); it != statements.rend(); ++it) {
    after_[*it] = next;
    next = build(*it, next, context);
  }
  return next;
}

Flow::PointIndex Flow::build(NodeIndex s, PointIndex next, const Context& context) {
  switch (tree_.kind(s)) {
    case Kind::if_statement_k: return build_if(s, next, context);
    case Kind::for_statement_k: return build_for(s, next, context);
    case Kind::while_statement_k: return build_while(s, next, context);
    case Kind::try_statement_k: return build_try(s, next, context);
    case Kind::with_statement_k: return build_with(s, next, context);
    case Kind::match_statement_k: return build_match(s, next, context);
    default: break;
  }
  std::vector<PointIndex> to = {next};
  switch (tree_.kind(s)) {
    case Kind::return_statement_k: to = {context.on_return}; break;
    case Kind::raise_statement_k: to = context.on_error; break;
    case Kind::break_statement_k: to = {context.on_break}; break;
    case Kind::continue_statement_k: to = {context.on_continue}; break;
    default: break;
  }
  const auto point = add(context, std::move(to));
  cover(point, s);
  return point;
}

Flow::PointIndex Flow::build_if(NodeIndex s, PointIndex next, const Context& context) {
  auto otherwise = next;
  auto clauses = tree_.children(s);
  for (auto it = clauses.rbegin(); it != clauses.rend(); ++it) {
    if (tree_.is(*it, Kind::else_clause_k)) otherwise = build_block(block_of(*it), next, context);
    if (!tree_.is(*it, Kind::elif_clause_k)) continue;
    const auto then = build_block(tree_.child(*it, Field::consequence), next, context);
    otherwise = add(context, {then, otherwise});
    cover(otherwise, tree_.child(*it, Field::condition));
  }
  const auto then = build_block(tree_.child(s, Field::consequence), next, context);
  const auto head = add(context, {then, otherwise});
  cover(head, tree_.child(s, Field::condition));
  return head;
}

Flow::PointIndex Flow::build_for(NodeIndex s, PointIndex next, const Context& context) {
  const auto alternative = tree_.child(s, Field::alternative);
  const auto done = alternative == kNone ? next : build_block(block_of(alternative), next, context);
  const auto advance = add(context, {done});  // asks the iterator; nothing is read by name
  const auto bind = add(context, {});
  cover(bind, tree_.child(s, Field::left));
  Context inner = context;
  inner.on_break = next;
  inner.on_continue = advance;
  const auto body = build_block(tree_.child(s, Field::body), advance, inner);
  points_[static_cast<std::size_t>(bind)].next = {body};
  points_[static_cast<std::size_t>(advance)].next.push_back(bind);
  const auto head = add(context, {advance});
  cover(head, tree_.child(s, Field::right));
  return head;
}

Flow::PointIndex Flow::build_while(NodeIndex s, PointIndex next, const Context& context) {
  const auto alternative = tree_.child(s, Field::alternative);
  const auto done = alternative == kNone ? next : build_block(block_of(alternative), next, context);
  const auto head = add(context, {done});
  cover(head, tree_.child(s, Field::condition));
  Context inner = context;
  inner.on_break = next;
  inner.on_continue = head;
  const auto body = build_block(tree_.child(s, Field::body), head, inner);
  points_[static_cast<std::size_t>(head)].next.push_back(body);
  return head;
}

Flow::PointIndex Flow::build_try(NodeIndex s, PointIndex next, const Context& context) {
  Context outer = context;
  auto after = next;
  for (const auto c : tree_.children(s)) {
    if (!tree_.is(c, Kind::finally_clause_k)) continue;
    const auto leave = add(context, {next, context.on_return, context.on_break, context.on_continue});
    auto& to = points_[static_cast<std::size_t>(leave)].next;
    to.insert(to.end(), context.on_error.begin(), context.on_error.end());
    after = build_block(block_of(c), leave, context);
    outer.on_break = outer.on_continue = outer.on_return = after;
    outer.on_error = {after};
  }
  std::vector<PointIndex> handlers;
  NodeIndex otherwise = kNone;
  for (const auto c : tree_.children(s)) {
    if (tree_.is(c, Kind::else_clause_k)) otherwise = block_of(c);
    if (!tree_.is(c, Kind::except_clause_k) && !tree_.is(c, Kind::except_group_clause_k)) continue;
    const auto body = build_block(block_of(c), after, outer);
    const auto head = add(outer, {body});
    for (auto part = tree_.first(c); part != kNone; part = tree_.next(part)) {
      if (!tree_.is(part, Kind::block_k)) cover(head, part);
    }
    // a clause that does not match goes on to the next one, or out
    if (!handlers.empty()) points_[static_cast<std::size_t>(handlers.back())].next.push_back(head);
    handlers.push_back(head);
  }
  if (!handlers.empty()) {
    auto& last = points_[static_cast<std::size_t>(handlers.back())].next;
    last.insert(last.end(), outer.on_error.begin(), outer.on_error.end());
  }
  const auto success = otherwise == kNone ? after : build_block(otherwise, after, outer);
  Context guarded = outer;
  if (!handlers.empty()) {
    guarded.on_error = handlers;
    guarded.on_error.insert(guarded.on_error.end(), outer.on_error.begin(), outer.on_error.end());
  }
  return build_block(tree_.child(s, Field::body), success, guarded);
}

// A context manager may swallow an exception: then control goes on after the statement.
Flow::PointIndex Flow::build_with(NodeIndex s, PointIndex next, const Context& context) {
  Context inner = context;
  inner.on_error.push_back(next);
  const auto body = build_block(tree_.child(s, Field::body), next, inner);
  const auto head = add(inner, {body});
  for (auto c = tree_.first(s); c != kNone; c = tree_.next(c)) {
    if (!tree_.is(c, Kind::block_k)) cover(head, c);
  }
  return head;
}

Flow::PointIndex Flow::build_match(NodeIndex s, PointIndex next, const Context& context) {
  const auto block = tree_.child(s, Field::body);
  auto otherwise = next;
  auto clauses = tree_.children(block);
  for (auto it = clauses.rbegin(); it != clauses.rend(); ++it) {
    const auto then = build_block(tree_.child(*it, Field::consequence), next, context);
    otherwise = add(context, {then, otherwise});
    for (auto part = tree_.first(*it); part != kNone; part = tree_.next(part)) {
      if (!tree_.is(part, Kind::block_k)) cover(otherwise, part);
    }
  }
  const auto head = add(context, {otherwise});
  for (auto c = tree_.first(s); c != kNone; c = tree_.next(c)) {
    if (c != block) cover(head, c);
  }
  return head;
}

namespace {

// Stores that surely happen when the point is passed without an exception.
bool certain_store(const Tree& tree, const Occurrence& store) {
  switch (tree.kind(store.site)) {
    case Kind::assignment_k:
    case Kind::for_statement_k: return true;
    case Kind::function_definition_k:
    case Kind::class_definition_k: return tree.child(store.site, Field::name) == store.identifier;
    default: return false;
  }
}

}  // namespace

bool Flow::read_after(const Scopes& scopes, BindingIndex b, NodeIndex statement) const {
  const auto it = after_.find(statement);
  if (it == after_.end()) return true;
  const auto& info = scopes.info(b);
  std::vector<char> reads(points_.size(), 0), kills(points_.size(), 0), seen(points_.size(), 0);
  const auto point_at = [&](NodeIndex i) -> PointIndex {
    const auto offset = i - first_;
    return offset < 0 || offset >= static_cast<NodeIndex>(point_of_.size())
               ? 0
               : point_of_[static_cast<std::size_t>(offset)];
  };
  for (const auto load : info.loads) reads[static_cast<std::size_t>(point_at(load))] = 1;
  if (reads[0] != 0) return true;  // a read that no point covers
  for (const auto& store : info.stores) {
    const auto point = static_cast<std::size_t>(point_at(store.identifier));
    if (tree_.is(store.site, Kind::delete_statement_k))
      reads[point] = 1;
    else if (certain_store(tree_, store))
      kills[point] = 1;
  }
  std::vector<PointIndex> open = {it->second};
  while (!open.empty()) {
    const auto p = static_cast<std::size_t>(open.back());
    open.pop_back();
    if (p == 0 || seen[p] != 0) continue;
    seen[p] = 1;
    if (reads[p] != 0) return true;
    const auto& point = points_[p];
    open.insert(open.end(), point.on_error.begin(), point.on_error.end());
    if (kills[p] == 0) open.insert(open.end(), point.next.begin(), point.next.end());
  }
  return false;
}

}  // namespace velox::analysis
