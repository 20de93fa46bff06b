// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/unit_nodes.hpp"

#include <algorithm>
#include <map>

namespace velox::rules {

UnitNodes::UnitNodes(Node definition) {
  const Node body = definition ? definition.field("body") : Node();
  if (!body) return;
  std::map<TSSymbol, std::vector<std::size_t>> found;
  std::vector<std::size_t> open;
  const auto enter = [&](TSNode raw) {
    const Node node = body.same_tree(raw);
    open.push_back(nodes_.size());
    if (!node.is_named() || node.is("function_definition") || node.is("class_definition") || node.is("lambda"))
      return false;
    found[ts_node_symbol(raw)].push_back(nodes_.size());
    if (const auto told = word(node); !told.empty()) words_[{node.kind(), told}].push_back(nodes_.size());
    nodes_.push_back(node);
    ends_.push_back(0);
    return true;
  };
  const auto leave = [&](TSNode) {
    if (open.back() < nodes_.size() && ends_[open.back()] == 0) ends_[open.back()] = nodes_.size();
    open.pop_back();
  };
  source::walk_tree(body.raw(), enter, leave);
  for (auto& [symbol, places] : found) kinds_.emplace_back(nodes_[places.front()].kind(), std::move(places));
}

/// A statement that is an expression, or returns one, has the word of that; an assignment the kind of its value.
std::string_view UnitNodes::word(Node node) {
  if (node.is("expression_statement") || node.is("return_statement")) {
    const Node only = node.named(0);
    if (!only.is("assignment")) return only ? word(only) : std::string_view();
    Node value = only.field("right");
    while (value.is("parenthesized_expression")) value = value.named(0);
    return value ? value.kind() : std::string_view();
  }
  if (node.is("call")) {
    const Node function = node.field("function");
    const Node name = function.is("attribute") ? function.field("attribute") : function;
    return name.is("identifier") ? name.text() : std::string_view();
  }
  if (node.is("comparison_operator")) return node.field("operators").text();
  const bool has_operator =
      node.is("binary_operator") || node.is("augmented_assignment") || node.is("boolean_operator");
  return has_operator ? node.field("operator").text() : std::string_view();
}

std::vector<Node> UnitNodes::of_kind(std::string_view kind, std::string_view word) const {
  if (word.empty()) return of_kind(kind);
  std::vector<Node> nodes;
  if (const auto found = words_.find({kind, word}); found != words_.end()) {
    for (const std::size_t place : found->second) nodes.push_back(nodes_[place]);
  }
  return nodes;
}

std::vector<Node> UnitNodes::of_kind(std::string_view kind) const {
  std::vector<std::size_t> all;
  for (const auto& [name, places] : kinds_) {
    if (name == kind) all.insert(all.end(), places.begin(), places.end());  // several symbols may share a name
  }
  std::ranges::sort(all);
  std::vector<Node> nodes;
  for (const std::size_t place : all) nodes.push_back(nodes_[place]);
  return nodes;
}

}  // namespace velox::rules
