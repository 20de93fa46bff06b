// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/unit_nodes.hpp"

#include <algorithm>
#include <utility>

namespace velox::rules {

namespace {

using source::Kind;
using source::NodeIndex;

enum class Role : std::uint8_t { plain, call, comparison, operation, statement };

Role role_of(Node node) {
  if (node.is("call")) return Role::call;
  if (node.is("comparison_operator")) return Role::comparison;
  if (node.is("expression_statement") || node.is("return_statement")) return Role::statement;
  const bool operation = node.is("binary_operator") || node.is("augmented_assignment") || node.is("boolean_operator");
  return operation ? Role::operation : Role::plain;
}

bool has_word(Kind kind) {
  return kind == Kind::call_k || kind == Kind::comparison_operator_k || kind == Kind::expression_statement_k ||
         kind == Kind::return_statement_k || kind == Kind::binary_operator_k || kind == Kind::augmented_assignment_k ||
         kind == Kind::boolean_operator_k;
}

/// What stands between the first two operands; the tree's token where more than an operator is there.
std::string_view operator_of(Node node, source::FieldName field) {
  const auto* tree = node.flat();
  const auto left = tree != nullptr ? tree->first(node.index()) : source::kNone;
  const auto right = left != source::kNone ? tree->next(left) : source::kNone;
  if (right == source::kNone || tree->has_comments(node.index())) return node.field(field).text();
  const auto begin = node.span().begin;
  auto between = node.text().substr(tree->span(left).end - begin, tree->span(right).begin - tree->span(left).end);
  while (between.starts_with(' ')) between.remove_prefix(1);
  while (between.ends_with(' ')) between.remove_suffix(1);
  const bool plain = between.find_first_of("\t\r\n\f\\#") == std::string_view::npos;
  return plain ? between : node.field(field).text();
}

std::string_view word_of_statement(Node statement) {
  const Node only = statement.named(0);
  if (!only) return {};
  if (!only.is("assignment")) return UnitNodes::word(only);
  Node value = only.field("right");
  while (value.is("parenthesized_expression")) value = value.named(0);
  return value ? value.kind() : std::string_view();
}

std::string_view called_name(Node call) {
  const Node function = call.field("function");
  const Node name = function.is("attribute") ? function.field("attribute") : function;
  return name.is("identifier") ? name.text() : std::string_view();
}

/// Of a kind and a word; 64 bits of FNV-1a, so that two are never taken for each other.
std::uint64_t key_of(std::uint32_t kind, std::string_view word) {
  std::uint64_t key = 14695981039346656037U ^ kind;
  for (const char c : word) key = (key ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return key;
}

}  // namespace

UnitNodes::UnitNodes(Node definition) {
  const Node body = definition ? definition.field("body") : Node();
  tree_ = body ? body.flat() : nullptr;
  if (tree_ == nullptr) return;
  begin_ = body.index();
  end_ = tree_->end(begin_);
  sort_by_kind();
  sort_by_word();
}

void UnitNodes::sort_by_kind() {
  std::array<std::uint32_t, 256> starts{};
  const auto each = [this](auto&& visit) {
    for (NodeIndex i = begin_; i < end_;) {
      const Kind kind = tree_->kind(i);
      if (!is_nested(kind)) visit(i, static_cast<std::size_t>(kind));
      i = is_nested(kind) ? tree_->end(i) : i + 1;
    }
  };
  std::size_t count = 0;
  each([&](NodeIndex, std::size_t kind) { ++starts[kind], ++count; });
  by_kind_.resize(count);
  std::uint32_t start = 0;
  for (auto& at : starts) start += std::exchange(at, start);
  each([&](NodeIndex i, std::size_t kind) { by_kind_[starts[kind]++] = i; });
  // Kinds that the list of kinds does not have lie together.
  const auto others = by_kind_.begin() + starts[static_cast<std::size_t>(Kind::other)];
  std::ranges::stable_sort(by_kind_.begin(), others, {}, [this](NodeIndex i) { return tree_->code(i); });
  for (std::uint32_t i = 0; i < count;) {
    const auto code = tree_->code(by_kind_[i]);
    Group group{code, i, i};
    while (group.end < count && tree_->code(by_kind_[group.end]) == code) ++group.end;
    i = group.end;
    kinds_.push_back(group);
    auto slot = code % kind_at_.size();
    while (kind_at_[slot] != 0) slot = (slot + 1) % kind_at_.size();
    kind_at_[slot] = static_cast<std::uint8_t>(kinds_.size());
  }
}

void UnitNodes::sort_by_word() {
  std::vector<std::pair<std::uint64_t, NodeIndex>> told;
  for (const auto& group : kinds_) {
    if (!has_word(tree_->kind(by_kind_[group.begin]))) continue;
    for (auto i = group.begin; i < group.end; ++i) {
      const auto told_by = word(tree_->node(by_kind_[i]));
      if (!told_by.empty()) told.emplace_back(key_of(static_cast<std::uint32_t>(group.key), told_by), by_kind_[i]);
    }
  }
  std::ranges::sort(told);
  by_word_.reserve(told.size());
  for (const auto& [key, place] : told) {
    const auto at = static_cast<std::uint32_t>(by_word_.size());
    if (words_.empty() || words_.back().key != key) words_.push_back({key, at, at});
    by_word_.push_back(place);
    ++words_.back().end;
  }
}

/// A statement that is an expression, or returns one, has the word of that; an assignment the kind of its value.
std::string_view UnitNodes::word(Node node) {
  switch (role_of(node)) {
    case Role::call: return called_name(node);
    case Role::comparison: return operator_of(node, "operators");
    case Role::operation: return operator_of(node, "operator");
    case Role::statement: return word_of_statement(node);
    case Role::plain: break;
  }
  return {};
}

NodeList UnitNodes::of_kind(source::KindName kind, std::string_view word) const {
  if (word.empty()) return of_kind(kind);
  const auto found = std::ranges::lower_bound(words_, key_of(kind.code, word), {}, &Group::key);
  if (found == words_.end() || found->key != key_of(kind.code, word)) return {};
  return {tree_, std::span(by_word_).subspan(found->begin, found->end - found->begin)};
}

NodeList UnitNodes::of_kind(source::KindName kind) const {
  for (auto slot = kind.code % kind_at_.size(); kind_at_[slot] != 0; slot = (slot + 1) % kind_at_.size()) {
    const Group& group = kinds_[kind_at_[slot] - 1U];
    if (group.key == kind.code) return {tree_, std::span(by_kind_).subspan(group.begin, group.end - group.begin)};
  }
  return {};
}

}  // namespace velox::rules
